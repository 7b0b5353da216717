"""How sub-questions ask: what looks like the name of an office and is a verb."""

from __future__ import annotations

import re

NO_OFFICE = re.compile(r"(?:怎么|怎样|如何|应|该|照|代|承|经|得|可|能|会|不|去|来|要|再|先|后|所|主|协)办$")
