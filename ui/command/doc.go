// Package command is Quartet's command line: what each command takes, prints and answers with.
//
// Main runs it and returns the exit code: 0 fine, 1 fails, 2 wrong use or a scene that does not parse, 3 unknown, 4
// cannot read or write. The live screen is handed in by the caller (Host.Screen), so that this package needs no
// terminal.
package command
