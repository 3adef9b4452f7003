// Package scenario reads the scenarios of the recorded NanoOs runs, and writes each as a scene.
//
// A scenario declares mutexes, conditions, variables and processes, and gives each process a list of operations, one a
// line. Parse reads it, Scene writes the scene.
package scenario
