package engine

// Place says where a coroutine is. The scheduler has four queues; RUNNING is the CPU and holds at most one.
type Place uint8

// The places.
const (
	Free Place = iota
	Ready
	Running
	Waiting
	TimedWaiting
	places
)

// String gives the place's name as the screen shows it.
func (p Place) String() string {
	return [...]string{"FREE", "READY", "RUNNING", "WAITING", "TIMED-WAITING", "?"}[min(p, places)]
}

// Key gives the place's name in JSON: free, ready, running, waiting, timed.
func (p Place) Key() string {
	return [...]string{"free", "ready", "running", "waiting", "timed", "?"}[min(p, places)]
}
