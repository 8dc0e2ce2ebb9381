"""The same tree as an MSI, which group policies want: for everybody on the computer, known by the same keys.

wixl (msitools) makes it, on Linux only. It can less than WiX: there are no dialogs (the package is for silent
installation), no file versions, and nothing that asks whether the program runs – Windows Installer's own Restart
Manager does that, and a silent installation then ends with 3010, a restart is needed. In Swedish only, since an MSI
has one language. The product's code comes from its version, the package's from what is inside.
"""

from __future__ import annotations

import shutil
import uuid
from itertools import count
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

from windows.launchers import ICON
from windows.layout import WINDOWED, files, fingerprint
from windows.order import NAME, PUBLISHER, Order
from windows.signing import sign
from windows.tools import Tools, run

UPGRADE_CODE = "6A0B4A52-2B0E-5B0B-9E57-4C8C0E2C7D31"
"""The same for all versions, for ever: by it Windows knows that one replaces another."""
_OWN = uuid.UUID(UPGRADE_CODE)
_BY_SETUP = "Mottagning är redan installerat med installationsprogrammet. Avinstallera det först; registren finns kvar."
_KEY = "Software\\Mottagning"
_CLASSES = "Software\\Classes"
_FILE_TYPE = "Mottagning.Register"


def make(order: Order, tools: Tools) -> None:
    """Write the package, signed when the order says how. wixl has to be there."""
    if tools.wixl is None:
        raise ValueError("wixl makes the MSI")
    source = order.parts / f"{NAME}.wxs"
    shutil.copyfile(ICON, order.parts / ICON.name)
    listed = list(files(order.tree))
    source.write_text(description(order.version, fingerprint(order.tree), listed), encoding="utf-8")
    run(tools.wixl, "-a", "x64", "-o", order.package.resolve(), source.name, folder=order.parts)
    sign(order, order.package)


def description(version: str, content: str, listed: list[Path]) -> str:
    """What wixl reads, which takes no absolute names; `content` tells two packages apart.

    Every file is a component of its own, known by its path in all versions.
    """
    numbers = count(1)
    folders, references = _folder(PurePosixPath(), [PurePosixPath(one.as_posix()) for one in listed], numbers)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{_guid("product", version)}" UpgradeCode="{UPGRADE_CODE}" Version="{version}" Name="{NAME}"
    Manufacturer="{PUBLISHER}" Language="1053" Codepage="1252">
<Package Id="{_guid("package", content)}" InstallerVersion="500" Compressed="yes" InstallScope="perMachine"
    Description="{NAME} {version}" Manufacturer="{PUBLISHER}" SummaryCodepage="1252" Languages="1053"/>
<MajorUpgrade DowngradeErrorMessage="En nyare version av Mottagning är redan installerad. Inget har ändrats."/>
<Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
<Icon Id="program.ico" SourceFile="{ICON.name}"/>
<Property Id="ARPPRODUCTICON" Value="program.ico"/>
<Property Id="ARPNOMODIFY" Value="1"/>
<Property Id="OTHERINSTALLER">
<RegistrySearch Id="other" Root="HKLM" Key="{_KEY}" Name="Installer" Type="raw" Win64="yes"/>
</Property>
<Condition Message="{_BY_SETUP}">Installed OR NOT OTHERINSTALLER="setup"</Condition>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramMenuFolder" Name="Programs"/>
<Directory Id="ProgramFiles64Folder">
<Directory Id="INSTALLDIR" Name="{NAME}">
{_registered(version)}
{folders}
</Directory>
</Directory>
</Directory>
<Feature Id="all" Title="{NAME}" Level="1">
<ComponentRef Id="registered"/>
{references}
</Feature>
</Product>
</Wix>
"""


def _registered(version: str) -> str:
    """The keys by which the computer knows the program: the same as the installer's."""
    values = [
        (_KEY, "Version", version),
        (_KEY, "InstallLocation", "[INSTALLDIR]"),
        (_KEY, "Installer", "msi"),
        (f"{_CLASSES}\\.mottagning", "", _FILE_TYPE),
        (f"{_CLASSES}\\{_FILE_TYPE}", "", "Register i Mottagning"),
        (f"{_CLASSES}\\{_FILE_TYPE}\\DefaultIcon", "", f"[INSTALLDIR]{WINDOWED},1"),
        (f"{_CLASSES}\\{_FILE_TYPE}\\shell\\open\\command", "", f'"[INSTALLDIR]{WINDOWED}" "%1"'),
    ]
    lines = "\n".join(_value(number, *one) for number, one in enumerate(values))
    return f'<Component Id="registered" Guid="{_guid("component", "registered")}" Win64="yes">\n{lines}\n</Component>'


def _value(number: int, key: str, name: str, value: str) -> str:
    named = f" Name={quoteattr(name)}" if name else ""
    mark = ' KeyPath="yes"' if number == 0 else ""
    return (
        f'<RegistryValue Id="value{number}" Root="HKLM" Key={quoteattr(key)}{named} Type="string" '
        f"Value={quoteattr(value)}{mark}/>"
    )


def _folder(here: PurePosixPath, listed: list[PurePosixPath], numbers: count[int]) -> tuple[str, str]:
    """The elements for a folder's files and folders, and the references to its components."""
    elements, references = [], []
    for one in (one for one in listed if one.parent == here):
        identity = f"f{next(numbers)}"
        elements.append(_file(identity, one))
        references.append(f'<ComponentRef Id="c{identity}"/>')
    below = [one for one in listed if one.parent != here]
    for name in sorted({one.relative_to(here).parts[0] for one in below}):
        inside, inner = _folder(here / name, [one for one in below if one.is_relative_to(here / name)], numbers)
        elements.append(f'<Directory Id="d{next(numbers)}" Name={quoteattr(name)}>\n{inside}\n</Directory>')
        references.append(inner)
    return "\n".join(elements), "\n".join(references)


def _file(identity: str, file: PurePosixPath) -> str:
    shortcut = ""
    if file == PurePosixPath(WINDOWED):
        shortcut = (
            f'<Shortcut Id="start" Directory="ProgramMenuFolder" Name="{NAME}" WorkingDirectory="INSTALLDIR" '
            'Icon="program.ico" IconIndex="0" Advertise="yes"/>'
        )
    source = quoteattr(f"../tree/{file}")
    return (
        f'<Component Id="c{identity}" Guid="{_guid("component", file.as_posix())}" Win64="yes">'
        f'<File Id="{identity}" Name={quoteattr(file.name)} Source={source} KeyPath="yes">{shortcut}</File></Component>'
    )


def _guid(kind: str, name: str) -> str:
    """Always the same for the same thing."""
    return str(uuid.uuid5(_OWN, f"{kind} {name}")).upper()
