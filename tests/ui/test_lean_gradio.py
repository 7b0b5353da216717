"""Gradio is imported without the files that it writes for editors, and is whole all the same."""

import subprocess
import sys

PROBE = """
import inspect, pathlib
find, exists = inspect.getfile, pathlib.Path.exists
def noting(path, **more):
    assert path.suffix != ".pyi", path
    return exists(path, **more)
pathlib.Path.exists = noting
from ui.desks.lean_gradio import import_gradio
import_gradio()
import gradio
assert inspect.getfile is find
assert inspect.getfile(gradio.Textbox).endswith("textbox.py")
with gradio.Blocks() as page:
    box = gradio.Textbox(label="x")
    gradio.Button("y").click(lambda text: text, box, box)
assert len(page.config["dependencies"] if "dependencies" in page.config else page.fns) == 1
"""


def test_it_is_imported_without_reading_the_source_of_its_components():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


PANDAS = """
import sys
from ui.desks.lean_gradio import import_gradio
import_gradio()
import ui.web.application
assert "pandas.core.frame" not in sys.modules
import pandas
assert pandas.DataFrame([[1]]).shape == (1, 1)
from pandas.io.formats.style import Styler
import gradio
assert gradio.caching.pd.DataFrame is pandas.DataFrame is sys.modules["pandas"].DataFrame
assert gradio.Dataframe([[1, 2]], headers=["a", "b"]).postprocess([[3, 4]]).data == [[3, 4]]
"""


def test_pandas_is_there_for_whoever_wants_something_of_it():
    done = subprocess.run([sys.executable, "-c", PANDAS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
