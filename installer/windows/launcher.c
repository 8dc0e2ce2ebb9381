/* Mottagning.exe and mottagning-cli.exe: runs the program with the Python that lies beside it, in this process.
 *
 *   Mottagning.exe ARGUMENTS    is    python -I -B -X utf8 -m mottagning ARGUMENTS
 *
 * -I: no setting of the computer or the user reaches Python. -B: nothing is written where the program is installed.
 * Libraries are looked for in the program's own folders and in Windows, never in the current folder or along the path.
 * CONSOLE is defined for mottagning-cli.exe, which without arguments says what it can do instead of opening the window.
 */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define FOUND (LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)
#define TROUBLE 3

typedef int (*py_main)(int, wchar_t **);

static wchar_t folder[LONGEST], library[LONGEST], qt[LONGEST];

static int missing(void)
{
    static wchar_t text[LONGEST + 512];
    static const wchar_t said[] =
        L"Mottagning kan inte starta. En fil som h\u00f6r till programmet saknas eller kan inte l\u00e4sas:\n\n%ls\n\n"
        L"Installera programmet igen, eller be it-avdelningen g\u00f6ra det. Registren p\u00e5verkas inte.\n";
    _snwprintf(text, LONGEST + 511, said, library);
#ifdef CONSOLE
    DWORD written;
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(error, text, (DWORD)wcslen(text), &written, NULL)) {
        static char bytes[4 * LONGEST];
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        if (length > 1) WriteFile(error, bytes, (DWORD)(length - 1), &written, NULL);
    }
#else
    MessageBoxW(NULL, text, L"Mottagning", MB_ICONERROR | MB_OK);
#endif
    return TROUBLE;
}

static int run(int count, wchar_t **given)
{
    static const wchar_t *const ahead[] = {L"-I", L"-B", L"-X", L"utf8", L"-m", L"mottagning"};
    const int fixed = sizeof ahead / sizeof *ahead;
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    while (length && folder[length - 1] != L'\\') length--;
    folder[length] = 0;
    _snwprintf(library, LONGEST - 1, L"%lsruntime\\python312.dll", folder);

    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    SetDllDirectoryW(L"");
    _snwprintf(qt, LONGEST - 1, L"%lspackages\\PySide6", folder);
    AddDllDirectory(qt); /* where Qt's plugins find Qt; PySide6 counts on the path for it */
    HMODULE python = LoadLibraryExW(library, NULL, FOUND);
    py_main start = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!start) return missing();

    wchar_t **arguments = calloc((size_t)(count + fixed + 2), sizeof *arguments);
    if (!arguments) return TROUBLE;
    int last = 0;
    arguments[last++] = given[0];
    for (int i = 0; i < fixed; i++) arguments[last++] = (wchar_t *)ahead[i];
    for (int i = 1; i < count; i++) arguments[last++] = given[i];
#ifdef CONSOLE
    if (count < 2) arguments[last++] = L"--help";
#endif
    return start(last, arguments);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given)
{
    return run(count, given);
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    (void)self; (void)before; (void)line; (void)show;
    return run(__argc, __wargv);
}
#endif
