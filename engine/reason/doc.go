// Package reason answers why things are as they are in a run: who waits for whom, what could move a coroutine on, who
// had or changed an object and when, and why a run that is stuck will never go on.
//
// Two sources are enough. A snapshot and the text of the program say who needs what, and who could give it:
// Reader.Waits makes of them the graph of who waits for whom, with its circles. The events of a run, folded into a
// History, say since when, by whom, and where the last wakeup went.
package reason
