// Package dialog is what lies over the machine: a stack of pages and questions, a list with a filter, a question before
// leaving. Each part holds its state, takes what a key asks for, and says what is to be done; it knows no session.
package dialog
