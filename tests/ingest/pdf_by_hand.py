"""PDF files for the tests, written by hand so that pypdf reads what another program wrote."""


def pdf_bytes(*pages: str) -> bytes:
    """A PDF with one line of text a page; Chinese by a ToUnicode map, ASCII by a standard font."""
    chinese = sorted({character for page in pages for character in page if ord(character) > 126})
    codes = {character: index + 1 for index, character in enumerate(chinese)}
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    font = 4 + 2 * count
    for number, page in enumerate(pages):
        lines = "\n".join(_show(line, codes) + " 0 -20 Td" for line in page.split("\n"))
        stream = f"BT 50 700 Td\n{lines}\nET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects += _font(font, codes)
    return _file(objects)


def _show(line: str, codes: dict[str, int]) -> str:
    parts, ascii_run = [], ""
    for character in line + "\uffff":
        if character in codes or character == "\uffff":
            if ascii_run:
                escaped = ascii_run.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
                parts.append(f"/F1 12 Tf ({escaped}) Tj")
                ascii_run = ""
            if character != "\uffff":
                parts.append(f"/F2 12 Tf <{codes[character]:04x}> Tj")
        else:
            ascii_run += character
    return " ".join(parts)


def _font(number: int, codes: dict[str, int]) -> list[str]:
    pairs = [f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()]
    blocks = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    ranges = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}\nendcmap end end"
    )
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        f"/DescendantFonts [{number + 1} 0 R] /ToUnicode {number + 2} 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]


def _file(objects: list[str]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
