"""The pages before a register is open: begin, log in, make one, move in, restore."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.readmodels.backups import BackupFile, Comparison
from mottagning.readmodels.overview import RESTORED
from mottagning.system.paths import REGISTER_SUFFIX, documents
from mottagning.system.places import place_of
from mottagning.system.policy import own_policy
from mottagning.texts import backups as backup_texts
from mottagning.texts import one_writer, transfer
from mottagning.texts import rescue as rescue_texts
from mottagning.texts import window as texts
from mottagning.texts.problems import Message
from mottagning.ui.start import form
from mottagning.ui.start.pages import (
    Choice,
    FormPage,
    MoveInPage,
    WorkingPage,
    backups_page,
    by_code_page,
    choices_page,
    recovery_page,
    report_page,
)
from mottagning.ui.start.rescuing import Hall, Rescue, Steps
from mottagning.ui.start.trouble import clock_page, has_a_page
from mottagning.uikit import messages
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Section
from mottagning.uikit.icons import Picture
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, row
from mottagning.uikit.records import Values
from mottagning.uikit.rejections import Rejections
from mottagning.uikit.screen import Goto
from mottagning.uikit.tasks import Failed
from mottagning.usecases.admin import demo, registers, rescue, restoring, users
from mottagning.usecases.admin.backup_files import known_backups
from mottagning.usecases.admin.moving_in import MovedIn, import_into_new, save_template
from mottagning.usecases.admin.remembering import is_remembered, open_remembered
from mottagning.usecases.context import Context

T = TypeVar("T")
LAST, USER = "last_register", "last_user"


class StartScreen(QStackedWidget):
    """From nothing to an open register."""

    opened = Signal(object, object)
    """A register is open: a `Context`, and where one wants to go in it: a `Goto`, or None."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.setAccessibleName(texts.NAME)
        self._hall = hall
        self._folder = hall.paths.registers
        self.rescue = Rescue(
            hall, self, Steps(self._run, self._show, self.show_login, self.show_choices, self.show_restore)
        )

    def begin(self, file: Path | None = None) -> None:
        """The login page of the register `file`, or of the one that was used last, else the first page."""
        if file is not None:
            self._open_remembered(file.absolute())
            return
        last = self._hall.preferences.get(LAST)
        if last and Path(last).exists():
            self._open_remembered(Path(last))
        else:
            self.show_choices()

    def _open_remembered(self, file: Path) -> None:
        """Open a register that this computer remembers the user of; else ask for the passphrase."""
        self.show_login(file)

        def came(ctx: Context | None) -> None:
            if ctx is not None:
                self._opened(ctx)

        if is_remembered(file):
            self._run(partial(open_remembered, file, self._hall.clock), came, lambda _error: False)

    def show_choices(self) -> None:
        """The first page."""
        choices: list[Choice] = [
            (texts.START_DEMO, texts.START_DEMO_TEXT, Picture.DEMO, self.open_demo),
            (texts.START_CREATE, texts.START_CREATE_TEXT, Picture.CREATE, self.show_create),
            (texts.START_MOVE_IN, texts.START_MOVE_IN_TEXT, Picture.MOVE_IN, self.show_moving_in),
            (texts.START_OPEN, texts.START_OPEN_TEXT, Picture.OPEN, self._choose_register),
            (texts.START_RESTORE, texts.START_RESTORE_TEXT, Picture.RESTORE, self._look_for_backups),
        ]
        self._show(choices_page(choices, self._known(), self.show_login))

    def _known(self) -> list[Path]:
        known = self._hall.paths.known_registers()
        last = self._hall.preferences.get(LAST)
        if last and Path(last).exists() and Path(last) not in known and Path(last) != self._demo_file:
            known.insert(0, Path(last))
        return known

    # logging in

    def show_login(self, file: Path, said: str = "") -> None:
        """Ask for a register's passphrase, below what is `said`."""
        text = texts.register_label(file.stem)
        if file == self._demo_file:
            text += "\n" + texts.DEMO_PASSPHRASE_NOTE.format(passphrase=texts.DEMO_PASSPHRASE)
        if said:
            text += "\n" + said
        page = FormPage(
            texts.LOGIN_TITLE,
            text,
            form.login_sections(),
            (texts.LOGIN_DO, texts.OTHER_REGISTER),
            lambda values: self._log_in(page, file, values),
            self.show_choices,
            self._hall.clock().date(),
            values={"user": self._hall.preferences.get(_user_key(file))},
            begin_at="passphrase",
            above=self._about_place(file),
        )
        self._show(page)

    def _about_place(self, file: Path) -> QWidget:
        """What to do when something is wrong, and what a network folder means."""
        shared = [label(one_writer.IN_NETWORK, "warned", wrap=True)] if place_of(file).is_network else []
        return holder(
            column(
                *shared,
                row(
                    button(rescue_texts.OPEN, lambda: self.rescue.show_trouble(file), Kind.LINK),
                    button(texts.TAKE_OVER, lambda: self.show_take_over(file), Kind.LINK),
                    0,
                ),
            )
        )

    def show_take_over(self, file: Path) -> None:
        """Ask for the recovery code of a register whose keeper is gone, and who takes it over."""
        page = FormPage(
            texts.TAKE_OVER,
            texts.register_label(file.stem) + "\n" + texts.TAKE_OVER_TEXT,
            form.take_over_sections(),
            (texts.TAKE_OVER_DO, texts.BACK),
            lambda values: self._take_over(page, file, values),
            lambda: self.show_login(file),
            self._hall.clock().date(),
            values={"user": getpass.getuser()},
        )
        self._show(page)

    def _take_over(self, page: FormPage, file: Path, values: Values) -> None:
        problems = form.passphrase_problems(values)
        if problems:
            page.failed(Refused(RefusalCode.INVALID_FIELDS, *problems))
            return
        code, user, passphrase = (str(values[name]) for name in ("code", "user", "passphrase"))
        work = partial(users.take_over, file, code, user, passphrase, self._hall.clock)

        def taken(new: registers.NewRegister) -> None:
            self._show(recovery_page(new.recovery_code, lambda: self._opened(new.ctx)))

        self._run(work, taken, partial(page.failed, wrong=texts.TAKE_OVER_WRONG))  # the passphrase there is a new one

    def _log_in(self, page: FormPage, file: Path, values: Values) -> None:
        def failed(error: BaseException) -> bool:
            if isinstance(error, Trouble) and has_a_page(error):
                self.rescue.show_trouble(file, error)
                return True
            return page.failed(error, texts.LOGIN_NOT_HERS.format(user=user) if user else None)

        user = str(values["user"]) if values["user"] else None
        work = partial(registers.open_register, file, str(values["passphrase"]), self._hall.clock, user)
        self._run(work, self._opened, failed)

    def _choose_register(self) -> None:
        file = messages.choose_file(self, texts.START_OPEN, texts.REGISTER_FILTER)
        if file is not None:
            self.show_login(file)

    def _opened(self, ctx: Context, wish: Goto | None = None) -> None:
        """Go on to the register; who came by the recovery code is first told in whose name it is."""
        if not ctx.by_code:
            self._hall.preferences.put(_user_key(ctx.db.file), ctx.user.name)
            self._hold(ctx, wish)
            return

        def instead(other: Callable[[Path], None]) -> None:
            ctx.close()
            other(ctx.db.file)

        go = partial(self._hold, ctx, wish)
        self._show(by_code_page(ctx.user, go, partial(instead, self.show_take_over), partial(instead, self.show_login)))

    def _hold(self, ctx: Context, wish: Goto | None) -> None:
        """Ask to have the register to oneself, and show it either way."""
        self._hall.preferences.put(LAST, str(ctx.db.file))

        def work() -> tuple[Context, datetime | None]:
            return registers.hold_register(ctx), rescue.clock_is_behind(ctx)

        def held(found: tuple[Context, datetime | None]) -> None:
            ours, last = found
            if last is None:
                self.opened.emit(ours, wish)
            else:
                self._show_clock(ours, wish, last)

        def failed(error: BaseException) -> bool:
            ctx.close()
            if isinstance(error, Trouble) and has_a_page(error):
                self.rescue.show_trouble(ctx.db.file, error)
                return True
            return self._back_with_error(error)

        self._run(work, held, failed)

    def _show_clock(self, ctx: Context, wish: Goto | None, last: datetime) -> None:
        def again() -> None:
            file = ctx.db.file
            ctx.close()
            self.show_login(file)

        self._show(clock_page(self._hall.clock(), last, lambda: self.opened.emit(ctx, wish), again))

    # the demonstration

    @property
    def _demo_file(self) -> Path:
        return self._hall.paths.demonstration / demo.FILE_NAME

    def open_demo(self) -> None:
        """Open the demonstration register; it is made the first time."""
        if self._demo_file.exists():
            opening = partial(registers.open_register, self._demo_file, texts.DEMO_PASSPHRASE, self._hall.clock)
            self._run(opening, self._opened, self._demo_locked)
            return
        page = WorkingPage(texts.DEMO_MAKING)
        self._hall.tasks.progressed.connect(page.show_progress)
        self._show(page)
        making = partial(
            demo.make_demo,
            self._hall.paths.demonstration,
            texts.DEMO_PASSPHRASE,
            self._hall.clock,
            leave_open=1,
            progress=self._hall.tasks.progressed.emit,
        )
        self._hall.tasks.query(making, lambda made: self._opened(made.ctx), self._back_with_error)

    def _demo_locked(self, error: BaseException) -> bool:
        """Somebody made it with another passphrase: from the command line."""
        if isinstance(error, Trouble) and error.code is TroubleCode.WRONG_PASSPHRASE:
            self.show_login(self._demo_file)
            return True
        return False

    def _back_with_error(self, error: BaseException) -> bool:
        self.show_choices()
        messages.show_error(self.window(), error)
        return True

    # a new register

    def show_create(self, wish: Goto | None = None) -> None:
        """Ask for what a new register needs; `wish` is where one goes when it is made."""
        sections = form.create_sections(municipalities(self._hall.reference))
        page = self._register_page(
            texts.CREATE_TITLE,
            texts.CREATE_TEXT,
            sections,
            texts.CREATE_DO,
            lambda values: self._create(page, values, wish),
            municipality=own_policy().municipality,
        )
        self._show(page)

    def _register_page(
        self,
        title: str,
        text: str,
        sections: list[Section],
        do: str,
        send: Callable[[Values], None],
        **known: str | None,
    ) -> FormPage:
        """A form for a new register with what is `known`, which says where the register will lie."""
        self._folder = self._hall.paths.registers
        place = label(self._place(), "muted", wrap=True)
        choose = button(texts.CREATE_FOLDER_CHOOSE, lambda: self._choose_folder(place))
        return FormPage(
            title,
            text,
            sections,
            (do, texts.BACK),
            send,
            self.show_choices,
            self._hall.clock().date(),
            values={"name": texts.CREATE_NAME_GIVEN, "user": getpass.getuser(), **known},
            above=holder(leading(place, choose)),
        )

    def _place(self) -> str:
        said = f"{texts.CREATE_FOLDER}: {self._folder}"
        return f"{said}\n{one_writer.IN_NETWORK}" if place_of(self._folder).is_network else said

    def _choose_folder(self, place: QLabel) -> None:
        found = messages.choose_folder(self, texts.CREATE_FOLDER, self._folder)
        if found is not None:
            self._folder = found
            place.setText(self._place())

    def _file(self, values: Values) -> Path:
        return self._folder / f"{values['name']}{REGISTER_SUFFIX}"

    def _create(self, page: FormPage, values: Values, wish: Goto | None) -> None:
        problems = form.register_problems(values)
        if problems:
            page.failed(Refused(RefusalCode.INVALID_FIELDS, *problems))
            return
        work = partial(
            registers.create_register,
            self._file(values),
            str(values["passphrase"]),
            str(values["user"]),
            self._hall.clock,
            office=form.office_of(values),
        )

        def made(new: registers.NewRegister) -> None:
            self._show(recovery_page(new.recovery_code, lambda: self._opened(new.ctx, wish)))

        self._run(work, made, page.failed)

    # moving in

    def show_moving_in(self) -> None:
        """Tell what moving in takes."""
        page = MoveInPage(
            partial(self.show_create, Goto("take_in")),
            self._choose_workbook,
            lambda: self._save_template(page),
            self.show_choices,
        )
        self._show(page)

    def _save_template(self, page: MoveInPage) -> None:
        proposed = documents() / texts.MOVE_IN_TEMPLATE_NAME
        target = messages.choose_target(self, texts.MOVE_IN_TEMPLATE, proposed, texts.WORKBOOK_FILTER)
        if target is not None:
            target = target if target.suffix else target.with_suffix(".xlsx")
            saved = texts.MOVE_IN_TEMPLATE_SAVED.format(file=target)
            self._hall.tasks.query(partial(save_template, target), lambda _none: page.say(saved))

    def _choose_workbook(self) -> None:
        workbook = messages.choose_file(self, texts.MOVE_IN_WORKBOOK, texts.WORKBOOK_FILTER)
        if workbook is not None:
            self.show_move_in(workbook)

    def show_move_in(self, workbook: Path) -> None:
        """Ask for what a register made out of `workbook` needs."""
        text = texts.MOVE_IN_TEXT + "\n" + texts.MOVE_IN_FILE.format(file=workbook.name)
        page = self._register_page(
            texts.MOVE_IN_TITLE,
            text,
            [form.register_section()],
            texts.MOVE_IN_DO,
            lambda values: self._move_in(page, workbook, values),
        )
        self._show(page)

    def _move_in(self, page: FormPage, workbook: Path, values: Values) -> None:
        problems = form.register_problems(values)
        if problems:
            page.failed(Refused(RefusalCode.INVALID_FIELDS, *problems))
            return
        self._run(self._moving(workbook, values), partial(self._moved_in, workbook, values), page.failed)

    def _moving(self, workbook: Path, values: Values, *, accept_valid: bool = False) -> Callable[[], MovedIn]:
        return partial(
            import_into_new,
            self._file(values),
            workbook,
            str(values["passphrase"]),
            str(values["user"]),
            self._hall.clock,
            accept_valid=accept_valid,
        )

    def _moved_in(self, workbook: Path, values: Values, moved: MovedIn) -> None:
        if moved.recovery_code is None:
            valid = self._moving(workbook, values, accept_valid=True)
            again = partial(self._run, valid, partial(self._moved_in, workbook, values), self._back_with_error)
            self._show(report_page(moved.report, again, lambda: self.show_move_in(workbook)))
            return
        opening = partial(registers.open_register, self._file(values), str(values["passphrase"]), self._hall.clock)
        go = partial(self._run, opening, self._opened, self._back_with_error)
        self._show(recovery_page(moved.recovery_code, go, _notes(moved)))

    # restoring

    def _look_for_backups(self) -> None:
        self._hall.tasks.query(known_backups, self.show_backups, self._back_with_error)

    def show_backups(self, found: list[BackupFile]) -> None:
        """The backups that have been made on this computer; without any, one is chosen as a file."""
        if found:
            self._show(backups_page(found, self.show_restore, self._choose_backup, self.show_choices))
        else:
            self._choose_backup()

    def _choose_backup(self) -> None:
        backup = messages.choose_file(self, texts.RESTORE_TITLE, texts.BACKUP_FILTER)
        if backup is not None:
            self.show_restore(backup)

    def show_restore(self, backup: Path, instead_of: Path | None = None) -> None:
        """Ask for a backup's passphrase and put its register where it lay, else in the person's own folder.

        `instead_of` is a register that cannot be opened: it is set aside, and there is nothing to compare with.
        """
        text = rescue_texts.RESTORE_TEXT if instead_of else texts.RESTORE_TEXT

        def send(values: Values) -> None:
            passphrase = str(values["passphrase"])
            if instead_of is not None:
                self._restore(page, backup, restoring.Restorable(instead_of, None), passphrase)
                return
            look = partial(
                restoring.prepare, backup, self._known(), self._hall.paths.registers, passphrase, self._hall.clock
            )
            self._run(look, lambda found: self._restore(page, backup, found, passphrase), page.failed)

        page = FormPage(
            texts.RESTORE_TITLE,
            text.format(file=backup.name),
            form.unlock_sections(),
            (texts.RESTORE_DO, texts.BACK),
            send,
            partial(self.rescue.show_trouble, instead_of) if instead_of else self.show_choices,
            self._hall.clock().date(),
        )
        self._show(page)

    def _restore(self, page: FormPage, backup: Path, found: restoring.Restorable, passphrase: str) -> None:
        """Put a backup in its place, after asking when that takes away what was written since."""
        if found.comparison is not None and not self._is_sure(found.file, found.comparison):
            page.panel.save_button.setEnabled(True)
            return
        work = partial(restoring.restore, backup, found.file, passphrase, self._hall.clock, lost=found.comparison)
        self._run(work, self._restored, page.failed)

    def _restored(self, ctx: Context) -> None:
        self._opened(ctx, Goto("settings", RESTORED))

    def _is_sure(self, file: Path, comparison: Comparison) -> bool:
        message = Message(backup_texts.lost(comparison), backup_texts.ask_restore(file))
        return messages.ask(self, message, backup_texts.RESTORE_YES, backup_texts.RESTORE_NO)

    def restore_over(self, backup: Path, file: Path, passphrase: str, lost: Comparison) -> None:
        """Put a backup in place of a register that was just closed, which had what is `lost` more; if that fails, it is
        as it was."""
        self._show(WorkingPage(backup_texts.RESTORING))

        def failed(error: BaseException) -> bool:
            self.show_login(file)
            messages.show_error(self.window(), error)
            return True

        work = partial(restoring.restore, backup, file, passphrase, self._hall.clock, lost=lost)
        self._hall.tasks.query(work, self._restored, failed)

    def _run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do something with the page standing still, so that nobody leaves it before the answer comes."""
        self.setEnabled(False)

        def done(value: T) -> None:
            self.setEnabled(True)
            then(value)

        def not_done(error: BaseException) -> bool:
            self.setEnabled(True)
            page = self.currentWidget()
            if isinstance(page, FormPage):
                page.panel.save_button.setEnabled(True)
            return failed(error)

        self._hall.tasks.query(work, done, not_done)

    def _show(self, page: QWidget) -> None:
        """Show a page and forget the one before it."""
        before = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()


def _user_key(file: Path) -> str:
    """Under what is remembered who last logged in to a register: the name of a colleague stands at no other's."""
    return f"{USER}: {file.name}"


def _notes(moved: MovedIn) -> QWidget:
    """What was taken, what was not, and what is worth a look."""
    report = moved.report
    counts = [sum(count.values()) for count in (report.created, report.changed, report.unchanged)]
    parts: list[Any] = [label(texts.MOVE_IN_DONE.format(summary=transfer.summary(*counts)), "done", wrap=True)]
    if report.rejected_file is not None:
        parts.append(label(texts.MOVE_IN_PARTLY.format(file=report.rejected_file), "warned", wrap=True))
    return holder(column(*parts, Rejections(report)))
