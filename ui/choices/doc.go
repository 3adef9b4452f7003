// Package choices is the list of what can happen next, from which the user takes one and so is the scheduler. It holds
// the mark and what was found, takes what a key asks for, and says which choice is to happen; it makes none happen.
package choices
