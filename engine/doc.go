// Package engine is the step machine: it runs a scene one op at a time and says everything it does as events.
//
// There is one way in, Step (one op of one coroutine) and Do (a user's command), and one way out, a stream of flat
// Event values. An Engine has no clock, no goroutine and no global state; the same scene, commands and choices give
// the same events. It forks by copying a few slices, which is what stepping back and exploring stand on.
//
// The machine follows two texts: lecture notes on a bounded producer/consumer queue and a post on the four scheduler
// queues of NanoOs. Where they leave something open, a rule decides (program.Rules).
package engine
