"""The ledger and the gate: real git in temporary repositories, and no text out before its time.

Every history ends in `safe`, which asks the gate on each date around it, and compares what it
lets out with what git itself says of main, commit by commit.
"""

from __future__ import annotations

import os
import shutil
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.cut.gate import moment, open_stretch, opens_on
from styrdok.memory import Memory
from styrdok.read.history import git as asking
from styrdok.read.history.git import blob_id, read_blobs
from styrdok.read.history.ledger import History, Ledger, Stretch, read_ledger
from tests.repository import DAY, HOUR, NOON, START, Make, Repository

X = "policies/ale/x.md"
Y = "policies/ale/y.md"
TEXT = "".join(f"Rad {number} i en text som är lång nog att kännas igen.\n" for number in range(20))


def blob(text: str) -> str:
    return blob_id(text.encode(), "0" * 40)


def shown(line: tuple[Stretch, ...]) -> list[tuple[str, float, float | None]]:
    """A line as its blobs' beginnings, with days after the first noon."""
    days = [
        ((s.since - NOON) / DAY, None if s.until is None else (s.until - NOON) / DAY) for s in line
    ]
    return [(s.blob[:7], *day) for s, day in zip(line, days, strict=True)]


def opened(ledger: Ledger, day: int, path: str = X, hours: int = 24) -> str | None:
    """The blob that is public on a day, counted from the first."""
    found = open_stretch(ledger.lines.get(path, ()), hours, START + timedelta(day))
    return found.blob if found else None


def on_main(repository: Repository, ref: str) -> list[tuple[int, frozenset[str]]]:
    """Every moment of main's line and the texts that it held, asked of git one by one."""
    held: list[tuple[int, frozenset[str]]] = []
    for row in repository("log", "--first-parent", "--reverse", "--format=%H %ct", ref).split("\n"):
        name, _, time = row.partition(" ")
        tree = repository("ls-tree", "-r", "-z", name).split("\0")
        since = max(int(time or 0), held[-1][0] if held else 0)
        held.append((since, frozenset(entry.split()[2] for entry in tree if entry)))
    return held


def safe(repository: Repository, ledger: Ledger, ref: str = "HEAD") -> None:
    """Nothing is let out that main's line did not hold, somewhere, for its whole lead time."""
    held = on_main(repository, ref)
    for line in ledger.lines.values():
        for hours in (1, 24, 72):
            newest = opens_on(line, False, hours)
            for day in range(-2, 40):
                as_of = START + timedelta(day)
                now, found = moment(as_of), open_stretch(line, hours, as_of)
                assert (found is line[-1]) == (newest is not None and as_of >= newest)
                if found is None:
                    continue
                longest = begun = 0
                for at, (since, texts) in enumerate(held):
                    before = at and found.blob in held[at - 1][1]
                    begun = begun if before else since
                    until = held[at + 1][0] if at + 1 < len(held) else now
                    if found.blob in texts and since <= now:
                        longest = max(longest, min(until, now) - begun)
                assert longest >= hours * HOUR, (found, as_of, hours)


def whole(repository: Repository) -> Ledger:
    """The ledger, which is whole, the same from memory, and safe."""
    memory = Memory(None)
    ledger = repository.ledger(memory)
    assert (ledger.state, ledger.why) == (History.WHOLE, "")
    assert repository.ledger(memory) == ledger == repository.ledger()
    safe(repository, ledger, ledger.tip)
    return ledger


def test_a_text_waits_for_its_lead_time(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(3, x="två")
    ledger = whole(r)
    one, two = blob("ett")[:7], blob("två")[:7]
    assert shown(ledger.lines[X]) == [(one, 0, 3), (two, 3, None)]
    assert [opened(ledger, day) for day in (0, 1, 2, 3, 4, 5)] == [
        *(None, None, blob("ett"), blob("ett"), blob("ett"), blob("två"))
    ]
    assert ledger.changed == frozenset() and ledger.main == "refs/heads/main"
    assert opens_on(ledger.lines[X], False, 24) == START + timedelta(5)
    assert opens_on(ledger.lines[X], True, 24) is None


def test_a_merge_counts_from_the_merge(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r("checkout", "-q", "-b", "gren")
    r.commit(1, x="två")
    r.commit(2, x="tre", y="ny")
    r("checkout", "-q", "main")
    r("merge", "-q", "--no-ff", "gren", "-m", "Merge branch 'gren'", at=10)
    ledger = whole(r)
    assert shown(ledger.lines[X]) == [(blob("ett")[:7], 0, 10), (blob("tre")[:7], 10, None)]
    assert [s.since for s in ledger.lines[Y]] == [NOON + 10 * DAY]


def test_a_merge_of_two_sides_and_a_squash_count_when_they_land(make: Make) -> None:
    r = make()
    r.commit(0, x="ett", y="ett")
    r("checkout", "-q", "-b", "gren")
    r.commit(1, x="två")
    r("checkout", "-q", "main")
    r.commit(4, y="annat")
    r("merge", "-q", "--no-ff", "gren", "-m", "Ihop", at=6)
    r("checkout", "-q", "-b", "gren2")
    r.commit(7, x="tre")
    r("checkout", "-q", "main")
    r("merge", "-q", "--squash", "gren2")
    r.commit(9, author=7)
    ledger = whole(r)
    assert [day for _, day, _ in shown(ledger.lines[X])] == [0, 6, 9]
    assert [day for _, day, _ in shown(ledger.lines[Y])] == [0, 4]


def test_a_renamed_file_keeps_its_line(make: Make) -> None:
    r = make()
    r.commit(0, x=TEXT)
    r("mv", X, Y)
    r.commit(0.5)
    ledger = whole(r)
    assert set(ledger.lines) == {Y}
    assert [(s.path, s.blob) for s in ledger.lines[Y]] == [(X, blob(TEXT)), (Y, blob(TEXT))]
    assert opened(ledger, 2, Y) == blob(TEXT)  # the text has stood since the first noon
    r("mv", Y, X)
    r.commit(8, x=f"{TEXT}mer\n")
    ledger = whole(r)
    assert [s.path for s in ledger.lines[X]] == [X, Y, X]
    assert [opened(ledger, day) for day in (9, 10)] == [blob(TEXT), blob(f"{TEXT}mer\n")]


def test_a_renamed_folder_keeps_its_lines(make: Make) -> None:
    r = make()
    r.write("namn: Ale\n", "policies/ale/kommun.yml")
    r.commit(0, x="ett", y="två")
    r("mv", "policies/ale", "policies/bo")
    r.commit(5)
    ledger = whole(r)
    assert {"policies/bo/x.md", "policies/bo/y.md"} <= set(ledger.lines)
    assert opened(ledger, 6, "policies/bo/x.md") == blob("ett")


@pytest.mark.parametrize(
    "parked",
    [
        "utkast/x.md",
        "policies/utkast/x.md",
        "policies/ale/utkast/x.md",
        "policies/ale/x.txt",
        "policies/x.md",
    ],
)
def test_a_draft_that_was_parked_counts_from_when_it_is_moved_in(make: Make, parked: str) -> None:
    r = make()
    r.commit(0, y="annat")
    r.write(TEXT, parked)
    r.commit(1)
    r("mv", parked, X)
    r.commit(20)
    ledger = whole(r)
    assert [day for _, day, _ in shown(ledger.lines[X])] == [20]


def test_a_revert_counts_at_once_and_what_it_took_back_never_opens(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(5, x="fel")
    r("revert", "--no-edit", "HEAD", at=5.2)
    ledger = whole(r)
    assert [opened(ledger, day) for day in range(2, 9)] == [blob("ett")] * 7
    assert opens_on(ledger.lines[X], False, 24) == START + timedelta(6)
    r.commit(7, x="fel")
    ledger = whole(r)
    assert [opened(ledger, day) for day in (7, 8, 9)] == [*[blob("ett")] * 2, blob("fel")]


def test_the_date_of_the_author_never_counts(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(5, author=-3000, x="två")
    r.commit(9, author=3000, x="tre")
    ledger = whole(r)
    assert [day for _, day, _ in shown(ledger.lines[X])] == [0, 5, 9]
    assert opens_on(ledger.lines[X], False, 24) == START + timedelta(11)


def test_a_rebased_branch_counts_from_the_rebase(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r("checkout", "-q", "-b", "gren")
    r.commit(1, x="två")
    r("checkout", "-q", "main")
    r.commit(4, y="annat")
    r("rebase", "-q", "main", "gren", at=12)
    r("checkout", "-q", "main")
    r("merge", "-q", "--ff-only", "gren")
    assert [day for _, day, _ in shown(whole(r).lines[X])] == [0, 12]


def test_only_what_is_on_mains_line_now_counts(make: Make) -> None:
    r = make()
    first = r.commit(0, x="ett")
    r.commit(1, x="bort")
    r("reset", "-q", "--hard", first)
    r.commit(10, x="bort")
    ledger = whole(r)
    assert shown(ledger.lines[X]) == [(blob("ett")[:7], 0, 10), (blob("bort")[:7], 10, None)]
    r("checkout", "-q", "--orphan", "ny")
    r.commit(20, x="bort")
    r("branch", "-M", "ny", "main")
    ledger = whole(r)
    assert shown(ledger.lines[X]) == [(blob("bort")[:7], 20, None)]


def test_a_commit_is_never_on_main_before_its_parent(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(8, y="annat")
    r.commit(2, x="två")
    (r.root / "annat.txt").write_text("utanför policies")
    r.commit(20)
    r.commit(3, x="tre")
    ledger = whole(r)
    assert [day for _, day, _ in shown(ledger.lines[X])] == [0, 8, 20]


def test_a_file_that_is_gone_takes_its_older_text_along(make: Make) -> None:
    r = make()
    r.commit(0, x="ett", y="annat")
    r.commit(5, x=None)
    assert X not in whole(r).lines
    r.commit(10, x="två")
    ledger = whole(r)
    assert [opened(ledger, day) for day in (5, 6, 10, 11, 12)] == [
        *(blob("ett"), None, None, None, blob("två"))
    ]
    r.commit(15, x=None)
    r.commit(16, x="ett")
    assert opened(whole(r), 17) == blob("ett")  # the same text has had its time


def test_two_files_that_change_names_wait_both(make: Make) -> None:
    r = make()
    r.commit(0, x=TEXT, y="annat\n" * 20)
    r.commit(5, y=TEXT, x="annat\n" * 20)
    ledger = whole(r)
    assert opened(ledger, 6) == blob(TEXT) and opened(ledger, 7) == blob("annat\n" * 20)


def test_a_branch_is_not_main(make: Make) -> None:
    r = make()
    r.commit(0, x="ett", y="annat")
    r("checkout", "-q", "-b", "gren")
    r.commit(1, x="på gren", ny="ny")
    r.write("inte ens på gren", "policies/ale/inte-sparad.md")
    ledger = whole(r)
    assert ledger.main == "refs/heads/main" and set(ledger.lines) == {X, Y}
    assert ledger.changed == {X, "policies/ale/ny.md", "policies/ale/inte-sparad.md"}
    (r.site / Y).unlink()
    assert Y in r.ledger().changed


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_is_told_to_overlook_is_seen(make: Make, flag: str) -> None:
    r = make()
    r.write("*.md\n", ".gitignore")
    r("add", "-A")
    r.write("ett")
    r("add", "-f", X)
    r("commit", "-q", "-m", "Ett")
    r("update-index", flag, X)
    r.write("två!")
    r.write("ignorerad", Y)
    assert r.ledger().changed == {X, Y}
    r.write("ett")
    assert r.ledger().changed == {Y}


def test_line_ends_of_a_checkout_are_no_change(make: Make) -> None:
    r = make()
    r.commit(0, x="ett\ntvå\n")
    (r.site / X).write_bytes("ett\r\ntvå\r\n".encode())
    assert r.ledger().changed == frozenset()


def test_pulled_into_ones_own_line_main_is_the_other_parent(make: Make) -> None:
    r = make()
    r.commit(0, x="ett", y="ett")
    r("branch", "kollegan")
    r.commit(1, x="min egen, inte skickad")
    r("checkout", "-q", "kollegan")
    r.commit(9, y="kollegans")
    r("checkout", "-q", "main")
    pulled = "Merge branch 'main' of https://kodvard.example/kommun/policyer"
    r("merge", "-q", "kollegan", "-m", pulled, at=10)
    ledger = r.ledger()
    assert [day for _, day, _ in shown(ledger.lines[X])] == [0, 10]
    assert [day for _, day, _ in shown(ledger.lines[Y])] == [0, 10]
    assert opened(ledger, 11) == blob("ett")
    safe(r, ledger)


def test_which_line_is_main(make: Make, tmp_path: Path) -> None:
    r = make()
    first = r.commit(0, x="ett")
    second = r.commit(1, x="två")
    r("checkout", "-q", first)
    assert r.ledger().tip == first  # detached, on main's line: what main was then
    r.commit(2, x="fritt")
    assert r.ledger().tip == second and r.ledger().changed == {X}
    r("checkout", "-q", "main")
    clone = Repository(tmp_path / "klon")
    clone("remote", "add", "origin", r.root.as_uri())
    clone("fetch", "-q", "origin")
    clone("checkout", "-q", "-b", "gren", "origin/main")
    clone.commit(3, x="tre")
    assert clone.ledger().main == "refs/remotes/origin/main" and clone.ledger().tip == second
    clone("remote", "set-head", "origin", "main")
    assert clone.ledger().main == "refs/remotes/origin/HEAD"
    trunk = make("trunk", branch="trunk")
    trunk.commit(0, x="ett")
    assert trunk.ledger().main == "refs/heads/trunk"


def test_a_shallow_clone_is_cut_short(make: Make, tmp_path: Path) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(5, x="två")
    r("clone", "-q", "--depth", "1", r.root.as_uri(), str(tmp_path / "klon"))
    clone = Repository(tmp_path / "klon")
    memory = Memory(None)
    for ledger in (clone.ledger(memory), clone.ledger(memory)):
        assert (ledger.state, ledger.why) == (History.CUT_SHORT, "history-shallow")
        safe(r, ledger)
    clone("fetch", "-q", "--unshallow")
    assert clone.ledger(memory) == whole(clone)


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_partial_clone_is_cut_short_and_fetches_nothing(
    make: Make, tmp_path: Path, kind: str
) -> None:
    r = make()
    r.commit(0, x=TEXT, y="annat")
    r("mv", X, "policies/ale/z.md")
    r.commit(5, z=f"{TEXT}mer\n")
    r.commit(6, z=f"{TEXT}ännu mer\n")
    r("config", "uploadpack.allowFilter", "true")
    r("clone", "-q", "--filter", kind, r.root.as_uri(), str(tmp_path / "klon"))
    clone = Repository(tmp_path / "klon")
    packs = sorted((clone.root / ".git/objects").rglob("*"))
    ledger = clone.ledger()
    assert (ledger.state, ledger.why) == (History.CUT_SHORT, "history-incomplete")
    assert blob(TEXT) not in read_blobs(clone.site, [blob(TEXT), blob("annat")])
    assert sorted((clone.root / ".git/objects").rglob("*")) == packs


def test_a_lost_blob_is_noticed(make: Make) -> None:
    r = make()
    r.commit(0, x="ett")
    r.commit(1, x="två")
    assert read_blobs(r.site, [blob("ett"), blob("två")]) == {
        blob("ett"): b"ett",
        blob("två"): "två".encode(),
    }
    lost = blob("ett")
    (r.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert r.ledger().state is History.CUT_SHORT
    found = read_blobs(r.site, [lost, blob("två"), "HEAD:policies/ale/x.md", "f" * 40])
    assert found == {blob("två"): "två".encode()}
    (r.root / ".git/objects" / lost[:2] / lost[2:]).write_bytes(zlib.compress(b"blob 3\0tre"))
    assert lost not in read_blobs(r.site, [lost])


def test_where_there_is_no_history(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "utan"
    (bare / "policies/ale").mkdir(parents=True)
    (bare / X).write_text("ett")
    ledger = read_ledger(bare, Memory(None))
    assert ledger == Ledger({}, frozenset({X}), History.MISSING, "history-no-repository")
    assert read_blobs(bare, [blob("ett")]) == {}
    empty = make("tomt")
    empty.write("ett")
    assert (empty.ledger().state, empty.ledger().why) == (History.MISSING, "history-no-commits")
    (empty.root / "annat").write_text("x")
    empty("add", "annat")
    empty("commit", "-q", "-m", "Annat")
    assert (empty.ledger().state, empty.ledger().why) == (History.MISSING, "history-untracked")
    assert empty.ledger().changed == {X}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert empty.ledger().why == "history-no-git"


def test_git_that_refuses_or_hangs_is_a_missing_history(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    r = make()
    r.commit(0, x="ett")
    r("config", "core.repositoryFormatVersion", "99")
    assert (r.ledger().state, r.ledger().why) == (History.MISSING, "history-refused")
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    assert (r.ledger().state, r.ledger().why) == (History.MISSING, "history-refused")


def test_the_site_may_be_a_folder_of_a_repository(make: Make) -> None:
    r = make(site="kommunen/våra texter")
    r.commit(0, x="ett")
    r("mv", f"kommunen/våra texter/{X}", f"kommunen/våra texter/{Y}")
    (r.root / "policies").mkdir()
    (r.root / "policies/annan.md").write_text("inte vår")
    r.commit(3)
    ledger = whole(r)
    assert [s.path for s in ledger.lines[Y]] == [X, Y] and set(ledger.lines) == {Y}
    assert ledger.changed == frozenset()


def test_odd_names(make: Make) -> None:
    r = make()
    odd = "policies/ale/å ä\n:100644 ö*.md"
    r.write("ett", odd)
    no_text = r.site / os.fsdecode(b"policies/ale/\xe5.md")
    no_text.write_text(TEXT)
    (r.site / "policies/ale/lank.md").symlink_to("x.md")
    r("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},policies/ale/modul.md")
    r("add", "policies")
    r("commit", "-q", "-m", ":100644 Ämne", at=0)
    r("update-index", "--force-remove", "policies/ale/modul.md")
    r("mv", odd, "policies/ale/så.md")
    r.commit(4, author=0)
    ledger = whole(r)
    assert set(ledger.lines) == {"policies/ale/så.md"}
    assert ledger.lines["policies/ale/så.md"][0].path == odd
    no_text.rename(r.site / X)
    r.commit(9)
    assert [day for _, day, _ in shown(whole(r).lines[X])] == [9]  # nobody could read it before


def test_a_link_in_the_place_of_a_file_is_no_file(make: Make) -> None:
    r = make()
    r.commit(0, x="ett", y="annat")
    (r.site / X).unlink()
    (r.site / X).symlink_to("y.md")
    assert r.ledger().changed == {X}
    r.commit(3)
    assert X not in whole(r).lines
    (r.site / X).unlink()
    r.commit(5, x="två")
    assert [day for _, day, _ in shown(whole(r).lines[X])] == [0, 5]


def test_nothing_leads_git_elsewhere(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    r, other = make(), make("annan")
    first = r.commit(0, x="ett")
    r.commit(9, x="två")
    honest = whole(r)
    other.commit(-90, x="två")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.root / ".git/objects"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'log.showroot=false'")
    monkeypatch.setenv("GIT_NAMESPACE", "annan")
    assert r.ledger() == honest
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.delenv(name)
    early = f"{r('rev-parse', 'HEAD^{tree}')}"
    forged = r("commit-tree", early, "-p", first, "-m", "Tidig", at=0.1)
    r("replace", r("rev-parse", "HEAD"), forged)
    assert r.ledger() == honest
    (r.root / ".git/info").mkdir(exist_ok=True)
    (r.root / ".git/info/grafts").write_text(f"{r('--no-replace-objects', 'rev-parse', 'HEAD')}\n")
    assert r.ledger() == honest


def test_no_setting_of_the_repository_matters_and_nothing_is_run(
    make: Make, tmp_path: Path
) -> None:
    r = make(site="under")
    r.commit(0, x=TEXT)
    r("mv", f"under/{X}", f"under/{Y}")
    r.commit(4, y=f"{TEXT}mer\n")
    honest, trap = whole(r), tmp_path / "kördes"
    (r.root / ".git/info").mkdir(exist_ok=True)
    (r.root / ".git/info/attributes").write_text("* diff=ond filter=ond\n")
    run = f"touch {trap}"
    for key in ("core.pager", "diff.external", "core.fsmonitor", "core.sshCommand"):
        r("config", key, run)
    for key in ("diff.ond.command", "diff.ond.textconv", "filter.ond.clean", "gpg.program"):
        r("config", key, run)
    settings_ = {
        "log.follow": "true", "log.showRoot": "false", "log.showSignature": "true",
        "log.diffMerges": "off", "diff.renames": "false", "diff.renameLimit": "1",
        "diff.relative": "true", "diff.noprefix": "true", "color.ui": "always",
        "format.pretty": "oneline", "diff.orderFile": "/dev/null", "core.abbrev": "7",
    }  # fmt: skip
    for key, word in settings_.items():
        r("config", key, word)
    assert r.ledger() == honest and not trap.exists()


@pytest.mark.parametrize("clock", ["99999999999999", "1", "-5", "x"])
def test_a_broken_clock_lets_nothing_out(make: Make, clock: str) -> None:
    r = make()
    first = r.commit(0, x="ett")
    r.commit(3, x="två")
    tree, who = r("rev-parse", "HEAD^{tree}"), f"A <a@x.example> {clock} +0000"
    raw = f"tree {tree}\nparent {first}\nauthor {who}\ncommitter {who}\n\nOdd\n"
    (r.root / ".git/odd").write_text(raw)
    odd = r("hash-object", "-t", "commit", "-w", "--literally", ".git/odd")
    r("reset", "-q", "--hard", odd)
    r.commit(5, x="tre")
    ledger = whole(r)
    if len(clock) > 9:
        assert opened(ledger, 30) == blob("ett")
        assert opens_on(ledger.lines[X], False, 24) is None
    else:  # then as its parent, which is as far back as anyone can lie
        assert [day for _, day, _ in shown(ledger.lines[X])] == [0, 0, 5]


def test_git_is_asked_as_often_for_many_files_as_for_few(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    log, wrapper = tmp_path / "logg", tmp_path / "bin/git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {real} "$@"\n')
    wrapper.chmod(0o755)
    counts = []
    for number in (3, 300):
        r = make(f"r{number}")
        for at in range(3):
            files = {f"d{one}": f"{at} {one}" for one in range(number)}
            r.commit(at, **files)
        memory = Memory(None)
        with monkeypatch.context() as patch:
            patch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
            for _ in range(2):
                log.write_text("")
                ledger = r.ledger(memory)
                counts.append(len(log.read_text().splitlines()))
                logs = [row for row in log.read_text().splitlines() if " log " in row]
                assert len(logs) <= 1
            log.write_text("")
            read_blobs(r.site, [s.blob for line in ledger.lines.values() for s in line])
            counts.append(len(log.read_text().splitlines()))
    assert counts == [3, 1, 1] * 2


def test_employees_who_had_the_first_text_before(make: Make) -> None:
    r = make()
    r.commit(10, x="ett")
    r.commit(20, x="två")
    line = r.ledger().lines[X]

    def public(day: int, inside: int | None) -> str | None:
        since = None if inside is None else START + timedelta(inside)
        found = open_stretch(line, 24, START + timedelta(day), since)
        return found.blob if found else None

    assert [public(10, inside) for inside in (None, 7, 8, 9, 30)] == [
        *(None, blob("ett"), None, None, None)
    ]
    assert public(12, 30) == blob("ett")  # a day to come takes nothing away
    assert public(21, 0) == blob("ett") and public(22, 0) == blob("två")
    assert opens_on(line, False, 24, START) == opens_on(line, False, 24)


times = st.integers(min_value=NOON, max_value=NOON + 12 * DAY)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Stretch, ...]:
    marks = sorted(draw(st.lists(times, min_size=1, max_size=9)))
    line: list[Stretch] = []
    for at, since in enumerate(marks):
        last = at + 1 == len(marks)
        until = None if last and draw(st.booleans()) else draw(times) if last else marks[at + 1]
        if not last and draw(st.integers(0, 5)) == 0:
            until = draw(st.integers(since, marks[at + 1]))
        until = None if until is None else max(until, since)
        line.append(
            Stretch(draw(st.sampled_from("abc")), f"{draw(st.integers(0, 1))}", since, until)
        )
    return tuple(line)


def has_stood(line: tuple[Stretch, ...], blob: str, now: int) -> int:
    """The longest time that a text had stood in one go at a moment, worked out the slow way."""
    best, begun, ended = 0, 0, -1
    for s in line:
        if s.blob == blob and s.since <= now:
            begun = begun if ended == s.since else s.since
            ended = s.until or now if s.until is None else s.until
            best = max(best, min(ended, now) - begun)
        elif s.since <= now:
            ended = -1
    return best


@settings(max_examples=600, deadline=None)
@given(
    lines(),
    st.integers(0, 80),
    st.integers(-3, 20),
    st.none() | st.integers(-10, 20),
)
def test_the_gate_agrees_with_itself_and_lets_nothing_out_early(
    line: tuple[Stretch, ...], hours: int, day: int, inside: int | None
) -> None:
    since = None if inside is None else START + timedelta(inside)
    day_after = None if since is None else moment(since) + DAY + HOUR
    first = line[0].since if day_after is None else min(line[0].since, day_after)
    told = (Stretch(line[0].blob, line[0].path, first, line[0].until), *line[1:])
    as_of = START + timedelta(day)
    found = open_stretch(line, hours, as_of, since)
    if found is not None:
        at = line.index(found)
        assert told[at].since <= moment(as_of)
        assert has_stood(told, found.blob, moment(as_of)) >= hours * HOUR
        for one, other in zip(line[at:], line[at + 1 :], strict=False):
            if other.since <= moment(as_of):
                assert one.until == other.since, "nothing from before a gap opens"
    opens = opens_on(line, False, hours, since)
    if opens is None:
        return
    for later in (0, 1, 30):
        assert open_stretch(line, hours, opens + timedelta(later), since) is line[-1]
    assert open_stretch(line, hours, opens - timedelta(1), since) is not line[-1]


@given(lines(), st.integers(0, 80), st.integers(-3, 20))
def test_what_is_newer_and_has_its_time_is_never_passed_over(
    line: tuple[Stretch, ...], hours: int, day: int
) -> None:
    now, found = moment(START + timedelta(day)), open_stretch(line, hours, START + timedelta(day))
    known = [s for s in line if s.since <= now]
    for s in known[known.index(found) + 1 :] if found else ():
        run = has_stood(line[: line.index(s) + 1], s.blob, min(now, s.until or now))
        assert run < hours * HOUR


def test_a_dates_moment_is_never_after_midnight_in_sweden() -> None:
    zone = pytest.importorskip("zoneinfo").ZoneInfo("Europe/Stockholm")
    for day in range(0, 3000, 7):
        as_of = START + timedelta(day)
        midnight = datetime(as_of.year, as_of.month, as_of.day, tzinfo=zone)
        assert 0 <= midnight.timestamp() - moment(as_of) <= HOUR
    assert moment(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC).timestamp()
    assert open_stretch((), 24, date.max) is None
    far = Stretch("a", X, moment(date.max) - 5, None)
    assert opens_on((far,), False, 0, date.max) == date.max
    assert opens_on((far,), False, 24) is None
    assert opens_on((Stretch("a", X, -(10**15)),), False, 24) == date.min
