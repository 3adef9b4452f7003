package seek

import "github.com/quartet-os/quartet/engine/stops"

// StopText says in a few words what was decided in a step; "" where that is no more than what the lanes show.
func StopText(s stops.Stop) string { return stopWords[s.Why] }

// stopWords says what was decided in a step.
var stopWords = [stops.Reasons]string{
	stops.Commands: "a command",
	stops.Refuses:  "something is refused",
	stops.Quantum:  "a quantum ends",
	stops.Queues:   "queues, and runs on",
	stops.Tests:    "a test decides a wait",
	stops.Calls:    "a scheduler callback",
	stops.Answers:  "an answer",
	stops.WaitEnds: "how a wait ends",
	stops.Spins:    "a spin begins",
	stops.Idle:     "it moves nobody",
	stops.Unheard:  "nobody waits for it",
	stops.Kills:    "a kill",
	stops.Orphans:  "a mutex loses its owner",
	stops.Cycles:   "a circle closes",
	stops.Loses:    "a loss",
	stops.Breaks:   "a law breaks",
}
