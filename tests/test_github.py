"""What the code host is given: well-formed, the same test command, owners for every folder."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.conftest import HOME

WORKFLOWS = sorted((HOME / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_ask_for_little_and_pin_what_they_use(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}
    for job in flow["jobs"].values():
        for step in job["steps"]:
            assert "uses" not in step or re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
            # What others write (titles, branch names) never becomes part of a command.
            assert "${{" not in step.get("run", "")


def test_a_proposed_change_runs_the_readmes_test_command() -> None:
    flow = yaml.safe_load((HOME / ".github/workflows/kontroll.yml").read_text("utf-8"))
    commands = [step.get("run") for step in flow["jobs"]["kontroll"]["steps"]]
    assert "make test" in commands and "make check FORMAT=github" in commands
    assert (HOME / ".ci/run").read_text("utf-8").split("\n")[-2] == "exec make test"


def test_a_proposed_change_gets_its_paper_and_no_rights() -> None:
    flow = yaml.safe_load((HOME / ".github/workflows/kontroll.yml").read_text("utf-8"))
    assert "pull_request_target" not in str(flow[True]), "a fork's code would run with our rights"
    paper, comment = flow["jobs"]["lydelse"], flow["jobs"]["kommentera"]
    (whole,) = [s for s in flow["jobs"]["kontroll"]["steps"] if "checkout" in s.get("uses", "")]
    assert whole["with"]["fetch-depth"] == 0, "history tells of exchanged locks and moved dates"
    assert paper["permissions"] == {"contents": "read"}
    (checkout,) = [s for s in paper["steps"] if "checkout" in s.get("uses", "")]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert "secrets." not in str(paper) and "github.token" not in str(paper)
    assert any(s.get("run") == 'make lydelse RANGE="$BASE..$HEAD"' for s in paper["steps"])
    assert any("GITHUB_STEP_SUMMARY" in s.get("run", "") for s in paper["steps"])
    uploaded = [s["with"]["path"] for s in paper["steps"] if "upload-artifact" in s.get("uses", "")]
    assert uploaded == ["lydelse/"]
    # Where a comment may be written nothing of the proposal is checked out or run.
    assert comment["permissions"] == {"pull-requests": "write"} and comment["needs"] == "lydelse"
    assert "head.repo.full_name == github.repository" in comment["if"]
    assert not any("checkout" in s.get("uses", "") for s in comment["steps"])
    assert not any("make" in s.get("run", "").split() for s in comment["steps"])


def test_only_the_public_site_goes_to_pages() -> None:
    flow = yaml.safe_load((HOME / ".github/workflows/publicera.yml").read_text("utf-8"))
    steps = flow["jobs"]["bygg"]["steps"]
    pages = [s for s in steps if "upload-pages-artifact" in s.get("uses", "")]
    assert [step["with"]["path"] for step in pages] == ["site/public"]
    inward = [s for s in steps if s.get("with", {}).get("path") == "site/intranet"]
    assert len(inward) == 1 and "event.repository.private" in inward[0]["if"]


def test_links_to_other_sites_are_checked_apart_and_never_fail() -> None:
    flow = yaml.safe_load((HOME / ".github/workflows/lankar.yml").read_text("utf-8"))
    assert set(flow[True]) == {"schedule", "workflow_dispatch"}, "never a proposal's business"
    steps = flow["jobs"]["lankar"]["steps"]
    (asking,) = [step for step in steps if step.get("run") == "make links"]
    after = steps[steps.index(asking) :]
    assert all(step["continue-on-error"] is True for step in after)
    assert any("GITHUB_STEP_SUMMARY" in step.get("run", "") for step in after)
    assert [s["with"]["path"] for s in after if "with" in s] == ["site/lankar.md"]
    assert "secrets." not in str(flow) and "github.token" not in str(flow)


def test_the_form_asks_what_an_editor_needs() -> None:
    form = yaml.safe_load((HOME / ".github/ISSUE_TEMPLATE/foresla-andring.yml").read_text("utf-8"))
    assert form["name"] == "Föreslå ändring"
    ids = [field.get("id") for field in form["body"] if field["type"] != "markdown"]
    assert ids == ["dokument", "avsnitt", "forslag", "skal", "slag"]


def test_every_municipality_has_an_owner() -> None:
    owners = (HOME / ".github/CODEOWNERS").read_text("utf-8")
    for folder in (HOME / "policies").iterdir():
        assert f"/policies/{folder.name}" in owners
