package measure

// channel names one sum that every bucket of time keeps. An area is a number integrated over time: a mean length is an
// area by the ticks it stands over.
type channel int

// The channels of the machine as a whole.
const (
	ticks         channel    = iota // area of 1: the ticks that went by
	readyArea                       // coroutines on READY
	quietArea                       // 1 while nothing is ready and the clock goes on
	waitingArea                     // on WAITING
	timedArea                       // on TIMED-WAITING
	lockedArea                      // asleep on a mutex
	joinArea                        // asleep until another ends
	areas                           // the channels before it are areas of the machine
	passes        = iota - 1        // times that a coroutine got the CPU
	switches                        // of them, times that it was another than before
	emptyPasses                     // passes given up with nothing done
	emptyWakeups                    // wakes after which the coroutine went back to sleep with nothing done
	emptyPolls                      // polls that found no answer
	emptySpins                      // failed tries of a spinlock
	emptyResumes                    // turns that round robin gave to a slot with nothing to do
	refused                         // items given up before they were put
	answers                         // answers that their makers got
	failures                        // of them, errors
	answerTicks                     // from making an item to having its answer
	unheard                         // answers that nobody was there to get
	lockWaits                       // waits for a mutex that ended
	lockTicks                       // and how long they took
	joinWaits                       // waits for the end of a coroutine that ended
	joinTicks                       //
	sleepWaits                      // sleeps and computing beside others that ended
	sleepTicks                      //
	answerWaits                     // waits for an answer that ended
	answerWaited                    //
	otherWaits                      // other waits that ended (messages, wait lists away from any work queue)
	otherTicks                      //
	wholeChannels                   // how many there are
)

// The channels of one work queue; queue q begins at wholeChannels + q*queueChannels.
const (
	lengthArea    channel    = iota // items in it
	fullArea                        // 1 while it is full
	emptyArea                       // 1 while it is empty
	blockedArea                     // coroutines asleep before a put
	idleArea                        // coroutines asleep before a take
	busyArea                        // consumers that are not
	queueAreas                      // the channels before it are areas of a queue
	puts          = iota - 1        // items put
	takes                           // items taken
	itemTicks                       // waits of the items taken
	putWaits                        // sleeps before a put that ended
	putTicks                        //
	takeWaits                       // sleeps before a take that ended
	takeTicks                       //
	queueChannels                   // how many there are
)

// of returns a queue's channel among all.
func (c channel) of(queue int) channel {
	return wholeChannels + channel(queue)*queueChannels + c
}
