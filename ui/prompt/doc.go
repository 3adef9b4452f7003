// Package prompt is the line behind the colon: a command that is typed, completed, and brought back. It holds the line,
// takes keys and says what is to be done with it; what a command does is the screen's.
package prompt
