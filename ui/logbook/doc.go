// Package logbook keeps what was done on the screen: as actions of a demo script, and in a journal, a file
// that grows, so that it is not lost with the program.
package logbook
