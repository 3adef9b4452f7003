package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Part says to which part of an answer a sentence belongs.
type Part uint8

// The parts of an answer, in their order.
const (
	Ended     Part = iota // how the run ended
	Comes                 // why nobody comes
	State                 // how a thing is
	Here                  // why it is here
	Moves                 // what could move it on
	NotYet                // why that has not come
	Keeps                 // whom it keeps waiting
	So                    // the conclusion
	Went                  // where the wakeup went
	Came                  // what has come to an object that has no wakeups
	Meanwhile             // who ran while somebody waited
	Decided               // when it was decided
	Life                  // what happened to it, the newest first
	Cured                 // the scene in which it does not go wrong
)

// String returns the heading of the part.
func (p Part) String() string {
	return [...]string{"How it ended", "Why nobody comes", "As it is", "Why here",
		"What could move it on", "Why not yet", "Whom it keeps waiting", "So",
		"Where the wakeup went", "What has come", "Who ran meanwhile", "When it was decided", "What happened to it",
		"Where it does not go wrong"}[p]
}

// Line is one sentence of an answer.
type Line struct {
	Part Part
	Text string
	Step int64 // the step that it tells of, -1 for none
	Bad  bool  // it tells of what never ends well
}

// Answer is what there is to say about something, as a chain of sentences.
type Answer struct {
	Title string
	Short []string // the title in fewer words, the longest first; nil where there are none
	Lines []Line
	Graph Graph
	At    int // line of the scene that it turns on, 0 for none
}

// With returns the answer with more lines, each behind those of its part. The answer itself stays as it is.
func (a Answer) With(more ...Line) Answer {
	a.Lines = slices.Concat(a.Lines, more)
	slices.SortStableFunc(a.Lines, func(x, y Line) int { return int(x.Part) - int(y.Part) })
	return a
}

// asked is an answer that is being made.
type asked struct {
	*Reader
	now   *engine.Snapshot
	h     *History // nil: what happened is not known
	graph Graph
	out   Answer
	seen  []int // slots explained so far; meeting one again is a cycle
	next  int   // slot to be explained after this one, -1 for none
}

func (r *Reader) ask(now *engine.Snapshot, h *History) *asked {
	a := &asked{Reader: r, now: now, h: h, next: -1}
	if h != nil && h.step != now.Step {
		a.h = nil // it is of another moment
	}
	a.graph = r.Waits(now)
	a.out.Graph = a.graph
	return a
}

// say adds a sentence that tells of no step.
func (a *asked) say(part Part, format string, args ...any) { a.tell(part, -1, format, args...) }

// tell adds a sentence that tells of a step; 0 is the boot, where nothing is to be seen.
func (a *asked) tell(part Part, step int64, format string, args ...any) {
	a.out.Lines = append(a.out.Lines, Line{Part: part, Text: fmt.Sprintf(format, args...), Step: step})
}

// bad adds a sentence about what never ends well.
func (a *asked) bad(part Part, format string, args ...any) {
	a.say(part, format, args...)
	a.out.Lines[len(a.out.Lines)-1].Bad = true
}

func (a *asked) name(slot int) string { return nameOf(a.now, slot) }

func (a *asked) names(slots []int) string {
	var all []string
	for _, s := range slots {
		all = append(all, a.name(s))
	}
	return some(all)
}

// object names an object as a sentence can say it.
func (a *asked) object(o int) string { return a.prog.Called(o, objectName(a.prog, a.now, o)) }

// opens names an object as a sentence can begin with it: a name stays as the scene writes it.
func (a *asked) opens(o int) string {
	name := objectName(a.prog, a.now, o)
	if called := a.prog.Called(o, name); len(called) > len(name) {
		return program.Capital(called)
	}
	return name
}

// needs is what those of an edge need, as a sentence can say it.
func (a *asked) needs(e *Edge) string { return a.prog.Called(e.Object, e.Needs) }

// mostNames is how many names a sentence lists.
const mostNames = 12

// some lists names, and says how many more there are.
func some(all []string) string {
	if n := len(all) - mostNames; n > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(all[:mostNames], ", "), n)
	}
	return strings.Join(all, ", ")
}

// list joins names with "and" before the last.
func list(all []string) string {
	if n := len(all); n > 1 && n <= mostNames {
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return some(all)
}

// either joins names with "or" before the last.
func either(all []string) string {
	if n := len(all); n > 1 && n <= mostNames {
		return strings.Join(all[:n-1], ", ") + " or " + all[n-1]
	}
	return some(all)
}

// inLine says in which line something happened, "" for none.
func inLine(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" in line %d", n)
}

// Nobody answers where there is nobody to ask about.
func Nobody(now *engine.Snapshot) Answer {
	out := Answer{Title: "Why"}
	text := "Nobody is there to ask about. {spawn-producer} spawns a producer, {spawn} any function."
	if now.End.Kind != engine.NotEnded {
		out.Title = "Why is it over?"
		text = now.End.Text
	}
	out.Lines = []Line{{Part: Here, Text: text, Step: -1}}
	return out
}

// Circled reports whether some wait for each other in a circle, or for those who do.
func (a *Answer) Circled() bool { return len(a.Graph.Closed) > 0 }
