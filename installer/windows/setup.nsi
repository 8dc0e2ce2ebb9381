; The installer. setup_program.py gives VERSION, TREE (what is installed), FILES (a list of its files), OUT, ICON,
; TEST_BUILD_SWEDISH and _ENGLISH (empty, or what a build for tests says of itself), SIGNER (empty, or a command that
; signs) and perhaps LOOSE (pack nothing, for tests).
;
; Exit codes beside NSIS' own (0 done, 1 cancelled, 2 failed), Windows Installer's words for the same:
;   1618  the program is running         1633  this Windows is too old, or not 64-bit
;   1638  a newer version is installed, or the MSI is

Target amd64-unicode
Unicode true
ManifestDPIAware true
SetDateSave off
!ifdef LOOSE
  SetCompress off
  SetDatablockOptimize off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif

!define NAME "Mottagning"
!define PROGRAM "Mottagning.exe"
!define CONSOLE "mottagning-cli.exe"
!define FILE_TYPE "Mottagning.Register"
!define OWN_KEY "Software\Mottagning"
!define CLASSES "Software\Classes"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "UninstallString"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Swedish"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_SWEDISH} "Mottagning är igång på datorn. Stäng programmet och försök igen."
LangString RUNNING ${LANG_ENGLISH} "Mottagning is running on this computer. Close it and try again."
LangString NEWER ${LANG_SWEDISH} "Mottagning $1 är redan installerat, och det är nyare än ${VERSION}. Inget har ändrats."
LangString NEWER ${LANG_ENGLISH} "Mottagning $1 is installed already, and is newer than ${VERSION}. Nothing has been changed."
LangString BY_MSI ${LANG_SWEDISH} "Mottagning $1 har installerats av it-avdelningen med ett MSI-paket. Inget har ändrats."
LangString BY_MSI ${LANG_ENGLISH} "Mottagning $1 was installed with an MSI package by the IT department. Nothing has been changed."
LangString TOO_OLD ${LANG_SWEDISH} "Mottagning behöver 64-bitars Windows 10, Windows Server 2016 eller senare."
LangString TOO_OLD ${LANG_ENGLISH} "Mottagning needs 64-bit Windows 10, Windows Server 2016 or later."
LangString KIND ${LANG_SWEDISH} "Register i Mottagning"
LangString KIND ${LANG_ENGLISH} "Mottagning register"
LangString START ${LANG_SWEDISH} "Mottagande av nyanlända och ersättning mellan kommuner"
LangString START ${LANG_ENGLISH} "The reception of newcomers, and what municipalities owe each other"

!macro DESCRIBED LANGUAGE DESCRIPTION COMMENT
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "EUPL-1.2"
  !if "${COMMENT}" != ""
    VIAddVersionKey /LANG=${LANGUAGE} "Comments" "${COMMENT}"
  !endif
!macroend
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!insertmacro DESCRIBED ${LANG_SWEDISH} "Installation av ${NAME}" "${TEST_BUILD_SWEDISH}"
!insertmacro DESCRIBED ${LANG_ENGLISH} "Setup of ${NAME}" "${TEST_BUILD_ENGLISH}"

!if "${SIGNER}" != ""
  !uninstfinalize '${SIGNER} "%1"' = 0
!endif

; A program that runs cannot be opened for writing, whoever runs it.
!macro REFUSE_IF_RUNNING FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${FILE}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 1618
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

!macro REFUSE LEVEL TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${LEVEL}
  Quit
!macroend

!macro REMOVE_OWN_FOLDERS
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\handbok"
  RMDir /r "$INSTDIR\licenser"
  RMDir /r "$INSTDIR\packages"
  RMDir /r "$INSTDIR\runtime"
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
!macroend

Function .onInit
  SetRegView 64
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro REFUSE 1633 "$(TOO_OLD)"
  ${EndIf}
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
  ${If} $MultiUser.InstallMode == "AllUsers"
    ReadRegStr $0 HKLM "${OWN_KEY}" "Installer"
    ReadRegStr $1 HKLM "${OWN_KEY}" "Version"
    ${If} $0 == "msi"
      !insertmacro REFUSE 1638 "$(BY_MSI)"
    ${EndIf}
  ${EndIf}
  ReadRegStr $1 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == "1"
      !insertmacro REFUSE 1638 "$(NEWER)"
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_IF_RUNNING "${PROGRAM}"
  !insertmacro REFUSE_IF_RUNNING "${CONSOLE}"

  !insertmacro REMOVE_OWN_FOLDERS
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "$(START)"

  WriteRegStr SHCTX "${CLASSES}\.mottagning" "" "${FILE_TYPE}"
  WriteRegStr SHCTX "${CLASSES}\${FILE_TYPE}" "" "$(KIND)"
  WriteRegStr SHCTX "${CLASSES}\${FILE_TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},1"
  WriteRegStr SHCTX "${CLASSES}\${FILE_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !insertmacro TELL_EXPLORER

  WriteRegStr SHCTX "${OWN_KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${OWN_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${OWN_KEY}" "Installer" "setup"

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

; Registers, backups, settings and logs lie in the person's own folders, and stay.
Section "Uninstall"
  !insertmacro REFUSE_IF_RUNNING "${PROGRAM}"
  !insertmacro REFUSE_IF_RUNNING "${CONSOLE}"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro REMOVE_OWN_FOLDERS
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"

  ReadRegStr $0 SHCTX "${CLASSES}\.mottagning" ""
  ${If} $0 == "${FILE_TYPE}"
    DeleteRegValue SHCTX "${CLASSES}\.mottagning" ""
    DeleteRegKey /ifempty SHCTX "${CLASSES}\.mottagning"
  ${EndIf}
  DeleteRegKey SHCTX "${CLASSES}\${FILE_TYPE}"
  !insertmacro TELL_EXPLORER
  DeleteRegKey SHCTX "${OWN_KEY}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
SectionEnd
