package tour

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/theme"
)

// The scenes of the tour: one that does it right, and the same with one word changed.
const (
	right = "bounded-buffer"
	wrong = "if-instead-of-a-loop"
)

// goOn says what to go on with when the tour is over.
const goOn = ":lesson why-for goes on"

// card is one card: at most four sentences, then the key that it waits for.
type card struct {
	title string
	scene string
	say   func(View) []string
	key   keys.Action // that turns it
	after string      // behind the key: what to look at
	cap   string      // the key for the eye, where the table has it beside another

	first []errand // what must have been done before, in this order

	shown func(View) bool // what must be in sight once the key was pressed; nil for anything
	takes bool            // it turns when a choice of the list was taken
	mends bool            // it turns when every schedule of the edited text holds

	preferred string // a key that takes the place of the other one where the screen has it
	instead   *card
}

// errand is what must have been done before the key of a card leads anywhere: until then the card asks for that.
type errand struct {
	done  func(View) bool
	key   keys.Action         // that does it
	say   func(View) []string // what is said until then
	after string
}

// backToStart is the errand of cards that ask every schedule: from the end of a run there is nothing to ask.
var backToStart = errand{
	done: func(v View) bool { return v.LaidOut || v.Now.End.Kind == engine.NotEnded }, key: keys.GoFirst,
	say: func(View) []string {
		return []string{
			"This run is over. Every other order in which somebody could have run is a schedule too.",
			"All of them are asked at once, from the step that is shown; at the end none is left.",
		}
	},
	after: "to go to the start: from there every schedule is asked.",
}

var cards = [...]card{
	{
		title: "Four queues", scene: right, key: keys.StepOn,
		say: func(v View) []string {
			return []string{
				"Every coroutine stands in one of the four queues above, or it runs.",
				"It joins a queue on the left and leaves it on the right, so whoever stands at the right end " +
					"of READY runs next.",
				readyNow(v),
			}
		},
		after: "and look at RUNNING: one step of one coroutine.",
	},
	{
		title: "One pass, one mutex", scene: right, key: keys.PassOn,
		say: func(v View) []string {
			return []string{
				"A pass is what a coroutine does from the moment it is put on the CPU until it gives it up.",
				"Before it touches work it locks the mutex m: one holds it at a time, and whoever else asks " +
					"for it " +
					"sleeps in its lock queue.",
				holdsNow(v),
			}
		},
		after: "for one pass, and look who comes next in READY.",
	},
	{
		title: "A wait and a wakeup", scene: right, key: keys.StopOn,
		say: func(v View) []string {
			return []string{
				"wait(notEmpty, m) puts whoever finds nothing to take on WAITING, and gives m back.",
				"signal(notEmpty) moves the first who waits there to READY: woken, it still has to wait for " +
					"its turn.",
				sleepsNow(v),
				"{why} says of anybody why it is where it is.",
			}
		},
		after: "until somebody is woken, from one decision to the next.",
		shown: woken,
	},
	{
		title: "A step back in time", scene: right, key: keys.StepBack,
		say: func(v View) []string {
			here := fmt.Sprintf("This is step %d of %d, and you can go back to any of them.", v.At, v.End)
			switch {
			case v.End == 0:
				here = "Nothing has run yet; you can go back to whatever runs, step by step."
			case v.At < v.End:
				here = fmt.Sprintf("This is step %d of %d again, as it was; once more turns the card.", v.At, v.End)
			}
			return []string{
				here,
				"{first-step} goes to the start, {newest-step} to the newest step.",
				"A change made in the past begins a second future; the first one stays, and {other-future} " +
					"returns to it.",
			}
		},
		after: "to go one step back.", cap: "◂",
		shown: func(v View) bool { return v.At == 0 || v.At < v.End-1 }, // what is behind the card leaves the screen
	},
	{
		title: "An if that breaks", scene: wrong, key: keys.AskAll,
		say: func(v View) []string {
			return []string{
				fmt.Sprintf("This is another scene: its consumer looks with an if, in line %d, where the one "+
					"before "+
					"looks in a loop.", brokenLine(v.Program)),
				"Whoever is woken there takes an item without looking again, and somebody else may have taken it.",
				"A run may never show that, so ask every schedule.",
			}
		},
		after: "to ask whether this can go wrong, and how.",
		first: []errand{backToStart},
	},
	{
		title: "Every schedule", scene: wrong, key: keys.GoLast,
		say: func(v View) []string {
			return []string{
				fmt.Sprintf("A shortest schedule that goes wrong was found and laid out: it is the future "+
					"now, up to "+
					"step %d.", v.End),
				decidesNow(v),
				"Where nothing is found the answer says that all states were visited, and that is a proof.",
			}
		},
		after: "to see how it ends.",
		first: []errand{backToStart, {
			done: func(v View) bool { return v.LaidOut }, key: keys.AskAll,
			say: func(View) []string {
				return []string{
					"A run shows one schedule. Every other order in which somebody could have run is a schedule too.",
					"All of them are asked at once, from the step that is shown.",
				}
			},
			after: "to ask every schedule whether this can go wrong.",
		}},
	},
	{
		title: "A choice of your own", scene: wrong, key: keys.OpenChoices,
		say: func(v View) []string {
			return []string{
				"Be the scheduler: all that can happen next is listed, with what comes of it.",
				fmt.Sprintf("Now %s could run: a digit takes one, and that pass is done.",
					number(len(v.Now.Ready))),
				goalWords(v),
			}
		},
		after: "for the list, and take one; {close} closes it.", takes: true,
		first: []errand{{
			done: atChoice, key: keys.GoFirst,
			say: func(v View) []string {
				return []string{
					"Be the scheduler: between two passes all that can happen next is listed, with what comes of it.",
					noChoice(v),
				}
			},
			after: "to go to the start, where there is a choice.",
		}},
	},
	{
		title: "A scene of your own", scene: wrong, key: keys.OpenPicker,
		say: func(View) []string {
			return []string{
				"A scene is a small program in Go syntax: quartet new my.scene writes one to start from.",
				"quartet my.scene opens it, and reads it again whenever it is saved.",
				"quartet check my.scene asks every schedule of it.",
				"{palette} finds any key, command or word of this program; " + goOn + " from here.",
			}
		},
		after: "for the shelf, and choose what to look at next.",
		first: []errand{{
			done: func(v View) bool { return brokenLine(v.Program) > 0 }, key: keys.Undo,
			say: func(View) []string {
				return []string{
					"What runs now is not the scene of this card: it was edited, or is another one.",
					"{every-schedule} asks every schedule of it.",
				}
			},
			after: "to come back to what ran before.",
		}},
		preferred: "E", instead: &card{
			title: "An edit and its proof", mends: true,
			say: func(v View) []string {
				return []string{
					fmt.Sprintf("{edit} edits a copy of this scene: in line %d, change if to for.",
						brokenLine(v.Program)),
					"Beside it stands what every schedule says, before and after.",
					goOn + " from here.",
					"{palette} finds any key, command or word; quartet new my.scene writes a scene of your own.",
				}
			},
			after: "and change the word; the tour ends when AFTER holds.",
		},
	},
}

// readyNow says how many are ready, and what their signs mean.
func readyNow(v View) string {
	n := len(v.Now.Ready)
	if n == 0 {
		return "Nobody is ready now."
	}
	puts, takes := 0, 0
	for _, slot := range v.Now.Ready {
		switch v.Now.Coroutines[slot].Role {
		case program.Producer:
			puts++
		case program.Consumer:
			takes++
		}
	}
	g := theme.Unicode()
	s := fmt.Sprintf("%s %s ready now", program.Capital(number(n)), isAre(n))
	var parts []string
	if puts > 0 {
		parts = append(parts, fmt.Sprintf("%s that %s items %c", number(puts), verb(puts, "put"),
			g.Coroutine(true, false)))
	}
	if takes > 0 {
		parts = append(parts, fmt.Sprintf("%s that %s them %c", number(takes), verb(takes, "take"),
			g.Coroutine(false, true)))
	}
	if len(parts) == 0 {
		return s + "."
	}
	return s + ": " + strings.Join(parts, " and ") + "."
}

// holdsNow says who holds the mutex of the scene.
func holdsNow(v View) string {
	if len(v.Now.Mutexes) == 0 {
		return ""
	}
	m := &v.Now.Mutexes[0]
	switch {
	case m.Owner < 0:
		return m.Name + " is free now."
	case len(m.LockQueue) > 0:
		return fmt.Sprintf("%s holds %s now, and %s for it.", m.OwnerName, m.Name, sleepers(v, m.LockQueue))
	}
	return fmt.Sprintf("%s holds %s now.", m.OwnerName, m.Name)
}

// sleepsNow says who sleeps.
func sleepsNow(v View) string {
	var all []int
	for i := range v.Now.Coroutines {
		if c := &v.Now.Coroutines[i]; c.Live && (c.Place == engine.Waiting || c.Place == engine.TimedWaiting) {
			all = append(all, c.Slot)
		}
	}
	if len(all) == 0 {
		return "Nobody sleeps now."
	}
	return sleepers(v, all) + " now."
}

// sleepers names who sleeps, with the verb.
func sleepers(v View, slots []int) string {
	var names []string
	for _, slot := range slots {
		names = append(names, v.Now.Coroutines[slot].Name)
	}
	last := len(names) - 1
	if last == 0 {
		return names[0] + " sleeps"
	}
	return strings.Join(names[:last], ", ") + " and " + names[last] + " sleep"
}

// woken reports whether somebody was woken from a wait, and has not run since.
func woken(v View) bool {
	return slices.ContainsFunc(v.Now.Ready, func(slot int) bool {
		return v.Program.Ops[v.Now.Coroutines[slot].PC].Kind == program.Relock
	})
}

// decidesNow says which pass of the schedule that was laid out decides.
func decidesNow(v View) string {
	if v.Decides == 0 {
		return "After the step that decides every schedule fails."
	}
	return fmt.Sprintf("Pass %d decides: after its choice every schedule fails.", v.Decides)
}

// atChoice reports whether somebody has to be chosen: the run goes on, and nobody is in the middle of a pass.
func atChoice(v View) bool { return v.Now.End.Kind == engine.NotEnded && v.Now.Running < 0 }

// noChoice says why there is nothing to choose here.
func noChoice(v View) string {
	if v.Now.End.Kind != engine.NotEnded {
		return "Nothing is left to choose here: this run is over."
	}
	return fmt.Sprintf("Nothing is to be chosen here: %s is in the middle of a pass.",
		v.Now.Coroutines[v.Now.Running].Name)
}

// brokenLine is the line of the test that the tour has mended: an if that is to be a for; 0 where there is none.
func brokenLine(p *program.Program) int { return line(p, "if len(work) == 0") }

// line is the line of a scene that begins with a text, blanks aside.
func line(p *program.Program, text string) int {
	return 1 + slices.IndexFunc(strings.Split(p.Source, "\n"), func(l string) bool {
		return strings.HasPrefix(strings.TrimSpace(l), text)
	})
}

// number writes a small number in words.
func number(n int) string {
	words := [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// goalWords says what the goal of the scene is, and that no schedule comes to it where that is known.
func goalWords(v View) string {
	text := "The goal of this scene: " + program.Ended(v.Program.Goal)
	if v.Moot != "" {
		text += " " + program.Capital(v.Moot) + "."
	}
	return text
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// verb is a verb for so many.
func verb(n int, word string) string {
	if n == 1 {
		return word + "s"
	}
	return word
}
