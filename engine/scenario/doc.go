// Package scenario reads the scenarios of the recorded NanoOs runs, writes each as a scene, and replays it: the machine
// runs the scene, and its events and snapshots alone are printed in the form of the recorded traces, so that the two
// can be compared line by line.
//
// A scenario declares mutexes, conditions, variables and processes, and gives each process a list of operations, one a
// line. Parse reads it, Scene writes the scene, Replay prints the trace.
package scenario
