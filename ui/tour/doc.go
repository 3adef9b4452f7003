// Package tour is the tour of the program: eight cards over a running scene, of which each waits for the key that it
// names. It holds which card is shown; what it says is worked out from the machine, so that it is true at any moment.
package tour
