// Package query says at which steps of a run something that is asked for happens: something becomes true, a line is
// done, somebody signals, wakes or ends, a pass, a tick or a step is reached. There is one grammar for whoever looks
// for such steps:
//
//	end             the run ends
//	stuck           it ends with somebody who can never go on (stuck, or a deadlock)
//	last            the newest step of a session
//	pass N          pass N is over
//	tick N, or N    the clock reaches tick N
//	step N          step N
//	line N          an op of line N is done
//	signal NAME     somebody signals or broadcasts the condition, or wakes up the wait list
//	wakes NAME      the coroutine moves from WAITING or TIMED-WAITING to READY
//	ends NAME       the coroutine ends
//	decision        something is decided, whatever (see package stops)
//	spin, kill ...  something is decided for that reason (see Words)
//	goal            what the scene's goal asks for, which is one of these
//	point           what the scene names as its point, which is one of these
//
// and anything else is a question (see program.Question) that is true or false.
package query
