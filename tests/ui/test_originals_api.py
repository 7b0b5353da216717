"""Originals over HTTP: the public's view alone, never run by the browser."""

from fastapi.testclient import TestClient

from knowledge.model import Audience
from tests.ingest.formats import written
from tests.ui.conftest import TODAY
from ui.web.application import make_web_application


def test_the_original_and_its_pages_are_there_for_who_may_read_the_document(application, tmp_path):
    for name, audience in (("公开.pdf", Audience.PUBLIC), ("内部.html", Audience.STAFF)):
        path = tmp_path / name
        path.write_bytes(written.pdf() if name.endswith("pdf") else written.page().replace("清河", "静海").encode())
        with application.changing():
            list(application.take_in([path], audience)[1])
    versions = {version.audience: version.document_id for version in application.catalogue().versions().values()}
    with TestClient(make_web_application(application, lambda: TODAY)) as client:
        place = f"/api/v1/documents/{versions[Audience.PUBLIC]}"
        original = client.get(f"{place}/original")
        assert original.content == (tmp_path / "公开.pdf").read_bytes()
        assert original.headers["content-disposition"].startswith("attachment")
        assert original.headers["x-content-type-options"] == "nosniff"
        picture = client.get(f"{place}/pages/1", params={"quote": "为了加强政务诚信建设"})
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
        assert client.get(f"{place}/pages/77").status_code == 404
        assert client.get(f"/api/v1/documents/{versions[Audience.STAFF]}/original").status_code == 404
