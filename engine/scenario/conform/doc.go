// Package conform replays the scenarios of the recorded NanoOs runs, for the tests that compare the two line
// by line: the machine runs a scenario's scene, and its events and snapshots alone are printed in the form of
// the recorded traces.
package conform
