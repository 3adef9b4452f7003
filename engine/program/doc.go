// Package program holds the text of a scene, as ops that a step machine runs and as the listing that a screen shows.
//
// A scene is one file in Go syntax. Parse reads it and gives a Program: the objects it declares, the rules it asks
// for, and one flat list of ops for all its functions. Calls of own functions are expanded where they stand, so the
// program counter alone says where a coroutine is: no frame, no return address, nothing to copy but a number.
package program
