package why

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// reasons explains where a coroutine is: why, what that depends on in turn, and what would move it on. It reads the
// state alone, so every line of it is a fact.
type reasons struct {
	program *program.Program
	now     *engine.Snapshot
	lines   []string
	seen    []int // slots explained so far; meeting one again is a cycle
	next    int   // slot to be explained after this one, -1 for none
}

// Page explains the coroutine in a slot; where nobody is alive the slot is -1, and the page says what to do. The story
// tells of a ready one how it came to be: it gives the newest sentences, as many as asked for.
func Page(p *program.Program, now *engine.Snapshot, slot int, story func(n int) []narrate.Sentence) *panel.Message {
	if slot < 0 {
		return nobody(now)
	}
	r := reasons{program: p, now: now}
	c := r.now.Coroutines[slot]
	if c.Place == engine.Ready {
		r.became(story(reach), c)
	}
	r.explain(slot)
	return &panel.Message{
		Title: fmt.Sprintf("Why is %s on %s?", c.Name, c.Place), Text: strings.Join(r.lines, "\n"),
		Keys: []panel.KeyHint{{Key: "tab", Does: "another"}, {Key: "esc", Does: "close"}},
	}
}

// nobody is shown where no coroutine is alive.
func nobody(now *engine.Snapshot) *panel.Message {
	page := &panel.Message{
		Title: "Why", Text: "Nobody is there to ask about. p spawns a producer, s any function.",
		Keys: []panel.KeyHint{{Key: "esc", Does: "close"}},
	}
	if now.End.Kind != engine.NotEnded {
		page.Title, page.Text = "Why is it over?", program.Capital(now.End.Text)+" b goes back, home to the start."
	}
	return page
}

// reach is how many sentences are searched for the one that tells how a coroutine came to READY.
const reach = 400

// became tells how a coroutine came to READY: a ready one does nothing, so it is the newest sentence about it.
func (r *reasons) became(story []narrate.Sentence, c engine.CoroutineView) {
	for i := len(story) - 1; i >= 0; i-- {
		s := story[i]
		if s.Who == c.Slot || s.Readies(c.Slot) {
			r.say("Step %d: %s", s.Step, s)
			return
		}
	}
}

func (r *reasons) say(format string, args ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

// explain tells about a coroutine and, where it waits for another, about that one, and so on.
func (r *reasons) explain(slot int) {
	for r.next = slot; r.next >= 0; {
		c := r.now.Coroutines[r.next]
		r.next = -1
		r.seen = append(r.seen, c.Slot)
		r.one(c)
	}
}

func (r *reasons) one(c engine.CoroutineView) {
	switch c.Place {
	case engine.Running:
		until := "yields, blocks or ends"
		if r.now.Policy == program.Preemptive {
			until = "yields, blocks or ends, or its quantum is over"
		}
		r.say("%s is on the CPU%s. It does line %d next%s. Nobody else runs until it %s.",
			c.Name, r.holding(c), c.Line, r.text(c.PC), until)
	case engine.Ready:
		r.ready(c)
	default:
		r.blocked(c)
	}
}

// text returns the statement of an op behind a colon.
func (r *reasons) text(pc int32) string {
	text := r.program.OpText(pc)
	if text == "" || text == "}" {
		return ""
	}
	return ": " + text
}

// holding says which mutexes a coroutine has.
func (r *reasons) holding(c engine.CoroutineView) string {
	if len(c.Holds) == 0 {
		return ""
	}
	return ", and holds " + r.objects(c.Holds)
}

func (r *reasons) objects(all []int) string {
	var names []string
	for _, o := range all {
		names = append(names, r.object(o))
	}
	return strings.Join(names, " and ")
}

func (r *reasons) object(o int) string {
	if o >= 0 && o < len(r.program.Objects) {
		return r.program.Objects[o].Name
	}
	return "its mailbox"
}

func (r *reasons) ready(c engine.CoroutineView) {
	ahead := slices.Index(r.now.Ready, c.Slot)
	running := "the CPU is free"
	if r.now.Running >= 0 {
		running = r.name(r.now.Running) + " has the CPU"
	}
	if ahead == 0 {
		r.say("%s is the front of READY: it runs next; %s%s.", c.Name, running, r.holding(c))
	} else {
		r.say("%s is ready: behind %s; %s%s.", c.Name, r.names(r.now.Ready[:max(ahead, 0)]), running, r.holding(c))
	}
	switch c.On {
	case engine.OnMutex:
		r.say("It was woken to take %s and still has to take it.", r.object(c.Object))
	case engine.OnCond:
		r.say("It was woken from %s; when it runs, it takes the mutex again before its wait returns.",
			r.object(c.Object))
	}
	if !r.onSpinlock(c) {
		r.say("What moves it on: its turn. y makes it the next on the CPU.")
	}
}

func (r *reasons) blocked(c engine.CoroutineView) {
	since := fmt.Sprintf("since time %d", c.Since)
	switch c.On {
	case engine.OnMutex:
		r.onMutex(c, since)
	case engine.OnCond:
		r.onCond(c, since)
	case engine.OnSleep, engine.OnCompute:
		r.say("%s has slept %s (line %d)%s.", c.Name, since, c.Line, r.holding(c))
	case engine.OnList:
		r.onList(c, since)
	case engine.OnSync:
		r.onSync(c, since)
	case engine.OnMail:
		r.say("%s has waited for a message %s (line %d)%s.", c.Name, since, c.Line, r.holding(c))
		r.movers("send to it", func(op program.Op) bool { return op.Kind == program.Send }, c.Slot)
	case engine.OnAnswer:
		r.say("%s has waited for an answer %s (line %d)%s.", c.Name, since, c.Line, r.holding(c))
		r.movers("answer", func(op program.Op) bool { return op.Kind == program.Answer }, c.Slot)
	default:
		r.say("%s has been on %s %s (line %d)%s.", c.Name, c.Place, since, c.Line, r.holding(c))
	}
	if len(r.seen) == 1 || c.Deadline != engine.NoDeadline {
		r.deadline(c)
	}
}

func (r *reasons) deadline(c engine.CoroutineView) {
	if c.Deadline == engine.NoDeadline {
		r.say("%s has no deadline; T gives it one. W wakes it for no reason.", c.Name)
		return
	}
	r.say("Its deadline is time %d, in %s; t lets it be reached at once.", c.Deadline,
		program.Plural(max(c.Deadline-r.now.Time, 0), "tick"))
}

// behind says who stands before a coroutine in a queue.
func (r *reasons) behind(queue []int, slot int) string {
	at := slices.Index(queue, slot)
	switch {
	case at < 0:
		return ""
	case at == 0:
		return ", first in its queue"
	}
	return ", behind " + r.names(queue[:at])
}

func (r *reasons) name(slot int) string {
	if slot < 0 || slot >= len(r.now.Coroutines) {
		return "nobody"
	}
	return r.now.Coroutines[slot].Name
}

func (r *reasons) names(slots []int) string {
	var all []string
	for _, s := range slots {
		all = append(all, r.name(s))
	}
	return some(all)
}

// mostNames is how many names a reason lists.
const mostNames = 12

// some lists names, and says how many more there are.
func some(all []string) string {
	if n := len(all) - mostNames; n > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(all[:mostNames], ", "), n)
	}
	return strings.Join(all, ", ")
}
