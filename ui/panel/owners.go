package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// ownerGap is the columns between two things on the line of owners.
const ownerGap = 2

// owners is the objects in one line, for screens without room for the panel: who holds each mutex, then the signal
// queues, the wait lists and the variables as far as they fit.
func (p pen) owners() { p.ownerLine(true) }

// ownerLine is owners, with the variables or, where these stand elsewhere, without them.
func (p pen) ownerLine(variables bool) {
	if p.W <= 0 || p.H <= 0 {
		return
	}
	p.panel = ObjectsPanel
	in := noIntent()
	in.Kind = Focus
	p.mean(p.Bounds(), in)
	x, all := p.mutexes()
	if !all {
		return
	}
	if variables && p.f.Layout == Projector { // who waits for what its lanes say
		x = p.values(x)
	}
	for i := range p.now.Conds {
		w := p.condLine(x, &p.now.Conds[i])
		if w == 0 {
			break
		}
		x += w + ownerGap
	}
	for i := range p.now.Lists {
		l := &p.now.Lists[i]
		w := p.condLine(x, &engine.CondView{Name: l.Name, SignalQueue: l.Queue})
		if w == 0 {
			break
		}
		x += w + ownerGap
	}
	for i := range p.now.Syncs {
		w := p.syncLine(x, &p.now.Syncs[i])
		if w == 0 {
			break
		}
		x += w + ownerGap
	}
	if variables && p.f.Layout != Projector {
		p.values(x)
	}
}

// mutexes writes who holds each mutex, in words where there is room, and returns the column behind them; false where
// only those that are held have room, and the line is full.
func (p pen) mutexes() (x int, all bool) {
	long, short := 0, 0
	for i := range p.now.Mutexes {
		mu := &p.now.Mutexes[i] // with room for a name of three letters: the line keeps its form as it changes hands
		name := screen.Width(p.label(mu.Name))
		long += name + max(len(" held by ")+4, 1+p.ownedWidth(mu)) + ownerGap
		short += max(name+5, p.ownedShort(mu)) + ownerGap
	}
	switch {
	case long <= p.W+ownerGap:
		x = p.ownersLong()
	case short <= p.W+ownerGap:
		for i := range p.now.Mutexes {
			x += p.ownerShort(x, &p.now.Mutexes[i]) + ownerGap
		}
	default:
		return p.ownersHeld(), false
	}
	return x, true
}

// ownersStandBelow reports whether the listing's lower edge says who holds each mutex, since no panel or line does.
func (pl *plan) ownersStandBelow() bool {
	return pl.owners.Empty() && pl.objects.Empty() && !pl.time.Empty()
}

// ownersInEdge writes into the lower edge of a panel who holds each mutex, where they have no line of their own.
func (p pen) ownersInEdge() {
	if p.W < 16 || p.H < 3 || len(p.now.Mutexes) == 0 {
		return
	}
	p.panel = ObjectsPanel
	in := p.in(screen.R(3, p.H-1, p.W-6, 1))
	x, all := in.mutexes()
	if all {
		x -= ownerGap
	}
	if p.wide { // what comes next stands there
		p.Rule(2, p.H-1, p.W-4, line)
	}
	p.Fill(screen.R(2, p.H-1, x+2, 1), ' ', text)
	in.mutexes()
}

// syncLine writes a semaphore's count, and who waits for it, if they fit, and returns the columns, 0 if they do not.
func (p pen) syncLine(x int, v *engine.SyncView) int {
	name, state, more := p.label(v.Name), stateOf(v, p.W), p.buffered(v)
	const word = " queue "
	least := screen.Width(name) + 1 + screen.Width(state) + screen.Width(more)
	if x+least > p.W {
		return 0
	}
	at := x + p.Text(x, 0, name, theme.Bright.Plain()) + 1
	at += p.is(at, 0, min(p.W, at+screen.Width(state)+8), v, text) // names are no reason to leave others out
	at += p.Text(at, 0, more, text)
	if len(v.Queue) > 0 && at+len(word)+p.nameWidth(v.Queue[0]) <= p.W {
		at += p.Text(at, 0, word, quiet)
		at = p.names(at, 0, p.W, v.Queue)
	}
	return at - x
}

// ownersLong writes every mutex with its owner in words, and the lock queues of all of them where these fit; of one
// mutex as much of it as fits.
func (p pen) ownersLong() int {
	const word = " queue "
	x, w := 0, -ownerGap
	for i := range p.now.Mutexes {
		mu := &p.now.Mutexes[i]
		w += screen.Width(p.label(mu.Name)) + 1 + p.ownedWidth(mu) + ownerGap
		if len(mu.LockQueue) > 0 {
			w += len(word) + p.namesWidth(mu.LockQueue, p.W)
		}
	}
	queues := w <= p.W || len(p.now.Mutexes) == 1
	for i := range p.now.Mutexes {
		mu := &p.now.Mutexes[i]
		x += p.Text(x, 0, p.label(mu.Name), theme.Bright.Plain()) + 1
		x += p.owned(x, 0, mu)
		if len(mu.LockQueue) > 0 && queues && (w <= p.W || x+12 < p.W) {
			x += p.Text(x, 0, word, quiet)
			x = p.names(x, 0, p.W, mu.LockQueue)
		}
		x += ownerGap
	}
	return x
}

// ownedWidth is the columns that owned takes at most.
func (p pen) ownedWidth(mu *engine.MutexView) int {
	if mu.OwnerName == "" {
		return len("free")
	}
	w := len("held by ") + 1 + screen.Width(p.short(mu.OwnerName))
	if !mu.OwnerLive {
		w += len(", ended")
	}
	if mu.Depth > 1 {
		w += len("  deep") + digits(int64(mu.Depth))
	}
	return w
}

// ownerShort writes a mutex and its owner, and returns the columns.
func (p pen) ownerShort(x int, mu *engine.MutexView) int {
	at := x + p.Text(x, 0, p.label(mu.Name), theme.Bright.Plain()) + 1
	if mu.OwnerName == "" {
		return at + p.Text(at, 0, "free", quiet) - x
	}
	return at + p.owner(at, 0, mu) - x
}

// ownedShort is the columns that ownerShort takes.
func (p pen) ownedShort(mu *engine.MutexView) int {
	w := screen.Width(p.label(mu.Name)) + 1
	if mu.OwnerName == "" {
		return w + len("free")
	}
	w += 1 + screen.Width(p.short(mu.OwnerName))
	if !mu.OwnerLive {
		w += len(", ended")
	}
	return w
}

// ownersHeld writes the mutexes that are held, how many of them have no room, and how many are free: there are too many
// for one line. The word behind the number of the rest gives way to one more of them. It
// returns the columns that are written.
func (p pen) ownersHeld() int {
	held, free := 0, 0
	for i := range p.now.Mutexes {
		if p.now.Mutexes[i].OwnerName == "" {
			free++
		} else {
			held++
		}
	}
	end := p.W
	if free > 0 {
		rest := strconv.Itoa(free) + " free"
		p.TextRight(p.W, 0, rest, quiet)
		end -= len(rest) + ownerGap
	}
	word := " held"
	most := p.heldIn(end, held, word)
	if n := p.heldIn(end, held, ""); n > most {
		most, word = n, ""
	}
	x, shown := 0, 0
	for i := range p.now.Mutexes {
		switch mu := &p.now.Mutexes[i]; {
		case mu.OwnerName == "":
		case shown == most:
			x += p.Text(x, 0, "+"+strconv.Itoa(held-shown)+word, quiet)
			if free > 0 {
				x = p.W
			}
			return x
		default:
			x += p.ownerShort(x, mu) + ownerGap
			shown++
		}
	}
	return p.W
}

// heldIn is how many of the mutexes that are held have room in so many columns, with a word behind the number of the
// rest.
func (p pen) heldIn(columns, held int, word string) (shown int) {
	x := 0
	for i := range p.now.Mutexes {
		mu := &p.now.Mutexes[i]
		if mu.OwnerName == "" {
			continue
		}
		w, more := p.ownedShort(mu), 0
		if shown+1 < held {
			more = ownerGap + 1 + digits(int64(held)) + len(word)
		}
		if x+w+more > columns {
			break
		}
		x += w + ownerGap
		shown++
	}
	return shown
}

// condLine writes a condition's queue if it fits and returns the columns, 0 if it does not.
func (p pen) condLine(x int, c *engine.CondView) int {
	name, word := p.label(c.Name), " queue "
	least := screen.Width(name) + len(word) + len("empty")
	if x+least > p.W {
		if word = " "; x+least-6 > p.W {
			return 0
		}
	}
	at := x + p.Text(x, 0, name, theme.Bright.Plain())
	at += p.Text(at, 0, word, quiet)
	if len(c.SignalQueue) == 0 {
		at += p.Text(at, 0, "empty", quiet)
	} else {
		at = p.names(at, 0, p.W, c.SignalQueue)
		if running := p.runningIn(c.SignalQueue); at+len(running) <= p.W {
			at += p.Text(at, 0, running, theme.Running.Plain())
		}
	}
	if c.Signals > 0 {
		kept := " " + strconv.Itoa(c.Signals) + " kept"
		if at+len(kept) <= p.W {
			at += p.Text(at, 0, kept, theme.Text.Bold())
		}
	}
	return at - x
}
