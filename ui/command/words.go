package command

import (
	"github.com/quartet-os/quartet/engine"
)

// stopWord names why a pass ended, as run --json gives it.
func stopWord(why engine.Cause) string {
	switch why {
	case engine.ByYield, engine.ByRetest:
		return "yield"
	case engine.ByCompute:
		return "compute"
	case engine.BySpin:
		return "spin"
	case engine.ByQuantum:
		return "quantum"
	case engine.ByLock:
		return "lock"
	case engine.ByWait:
		return "wait"
	case engine.BySleep:
		return "sleep"
	case engine.ByPark:
		return "park"
	case engine.ByBlock:
		return "block"
	case engine.ByReceive:
		return "receive"
	case engine.ByAwait:
		return "await"
	case engine.ByEnd:
		return "end"
	case engine.ByReturnValue:
		return "return"
	case engine.ByKill:
		return "kill"
	case engine.BySignal, engine.ByBroadcast:
		return "signal"
	}
	return "yield"
}

// plainWhy returns a reason for moves that the narration tells within an op's sentence.
func plainWhy(why engine.Cause) string {
	switch why {
	case engine.ByDispatch:
		return "The scheduler takes the front of READY."
	case engine.ByRetest:
		return "The scheduler resumes it to look again."
	case engine.ByYield:
		return "It gives up the CPU."
	case engine.ByCompute:
		return "It goes on computing in a later pass."
	case engine.BySpin:
		return "The spinlock is taken."
	case engine.ByQuantum:
		return "Its quantum is over."
	case engine.ByLock:
		return "It waits for a mutex."
	case engine.ByWait:
		return "It waits for a condition."
	case engine.BySleep:
		return "It sleeps."
	case engine.ByPark:
		return "It sleeps on a wait list."
	case engine.ByBlock:
		return "It waits until somebody lets it go on."
	case engine.ByReceive:
		return "It waits for a message."
	case engine.ByAwait:
		return "It waits for an answer."
	case engine.ByEnd:
		return "It has ended."
	}
	return "It changes its place."
}
