package prompt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/ui/panel"
)

// asks reports whether a line is about what is to be true of a run, or about a value.
func asks(line string) bool {
	verb, _, more := strings.Cut(strings.TrimLeft(line, " "), " ")
	switch verb {
	case "find", "until", "back", "break", "watch", "odds":
		return more
	}
	return false
}

// questions returns what may stand in a question, and what may be asked for beside one.
func (c Names) questions(words []string) []panel.Completion {
	var all []panel.Completion
	switch last := words[len(words)-1]; {
	case words[0] == "odds": // about states alone
		return c.ofObjects()
	case last == "signal":
		return append(c.objects(program.CondClass), c.objects(program.WaitqClass)...)
	case last == "wakes" || last == "ends" || last == "joins":
		return c.coroutines()
	case len(c.outside(last)) > 0 && len(words) > 1:
		return c.outside(last)
	case len(words) == 1 && words[0] != "watch":
		for _, w := range query.Words() {
			if w[0] == "point" && c.Program.Lesson.Point == "" || w[0] == "goal" && c.Program.Lesson.Aim == "" ||
				w[0] == "joins" && !c.Program.UsesJoin ||
				c.none(w[0]) {
				continue
			}
			all = append(all, panel.Completion{Text: w[0], About: strings.TrimSpace(w[1] + "  " + w[2])})
		}
		if words[0] == "back" {
			all = append(all, panel.Completion{Text: "changed", About: "VALUE  the last change of a value"})
		}
	}
	return append(all, c.values()...)
}

// none reports whether a word is about objects of a described class of which the scene has none.
func (c Names) none(word string) bool {
	isVerb := slices.ContainsFunc(program.OutsideKinds(), func(k program.Kind) bool { return k.Command() == word })
	return isVerb && len(c.outside(word)) == 0
}

// ofObjects returns what laws, and so questions too, may look at.
func (c Names) ofObjects() []panel.Completion {
	var all []panel.Completion
	for _, o := range c.Program.Objects {
		switch row := o.Class.Row(); o.Class {
		case program.QueueClass:
			all = append(all, panel.Completion{Text: "len(" + o.Name + ")", About: "items in it"})
		case program.MutexClass:
			all = append(all, panel.Completion{Text: "owner(" + o.Name + ")", About: "the coroutine that holds it"})
		case program.CondClass, program.WaitqClass:
			all = append(all, panel.Completion{Text: "waiters(" + o.Name + ")", About: "how many wait"})
		default:
			if !row.Described() {
				all = append(all, panel.Completion{Text: o.Name, About: row.Title})
				continue
			}
			for _, read := range row.Reads() {
				all = append(all, panel.Completion{Text: read + "(" + o.Name + ")", About: "of a " + row.Title})
			}
			all = append(all, panel.Completion{Text: "waiters(" + o.Name + ")", About: "how many wait"})
		}
	}
	return all
}

// values returns what a question may look at.
func (c Names) values() []panel.Completion {
	all := c.ofObjects()
	for _, one := range c.coroutines() {
		all = append(all, panel.Completion{Text: "place(" + one.Text + ")", About: "now " + one.About})
	}
	all = append(all, c.coroutines()...)
	for _, place := range program.PlaceNames() {
		all = append(all, panel.Completion{Text: place, About: "a place"})
	}
	return append(all, plainly([]string{"step", "pass", "tick"}, "of the run")...)
}

// inBrackets returns what may stand in the brackets of what a line ends with.
func (c Names) inBrackets(line string) []panel.Completion {
	var all []panel.Completion
	switch word(line) {
	case "len":
		all = c.objects(program.QueueClass)
		return append(all, plainly(program.PlaceNames(), "how many are there")...)
	case "cap":
		return c.objects(program.QueueClass)
	case "owner":
		return c.objects(program.MutexClass)
	case "carried":
		return c.objects(program.WaitqClass)
	case "waiters":
		return c.objectsIf(func(row program.ClassRow) bool { return row.Queue != "" })
	case "place", "line":
		return c.coroutines()
	}
	if all = c.objectsIf(func(row program.ClassRow) bool {
		return slices.Contains(row.Reads(), word(line))
	}); len(all) > 0 {
		return all
	}
	return c.values()
}

func (c Names) objects(class program.Class) []panel.Completion {
	title := class.Row().Title
	return c.objectsIf(func(row program.ClassRow) bool { return row.Title == title })
}

// objectsIf returns the objects of the classes that fit.
func (c Names) objectsIf(fits func(program.ClassRow) bool) []panel.Completion {
	var all []panel.Completion
	for _, o := range c.Program.Objects {
		if fits(o.Class.Row()) {
			all = append(all, panel.Completion{Text: o.Name, About: fmt.Sprintf("line %d", o.Line)})
		}
	}
	return all
}

// word returns the word that a line ends with.
func word(line string) string { return line[strings.LastIndexAny(line, parting)+1:] }

// parting is what stands between the words of a question.
const parting = " ()!=<>&|+-*/%."

// locals returns the variables of the coroutine whose name a line ends with.
func (c Names) locals(line string) []panel.Completion {
	who := word(line)
	var all []panel.Completion
	for i := range c.Now.Coroutines {
		one := &c.Now.Coroutines[i]
		if one.Name != who || one.Func < 0 {
			continue
		}
		for _, l := range c.Program.Funcs[one.Func].Locals {
			known := slices.ContainsFunc(all, func(o panel.Completion) bool { return o.Text == l.Name })
			if !l.Hidden && !known {
				all = append(all, panel.Completion{Text: l.Name, About: l.Type.String()})
			}
		}
	}
	return all
}

// irqs returns the handlers whose interrupt may be raised.
func (c Names) irqs() []panel.Completion {
	var all []panel.Completion
	for _, h := range c.Now.Irqs {
		about := "comes no more"
		switch {
		case h.Left > 0 && c.Now.Masked:
			about = "interrupts are disabled now"
		case h.Left > 0:
			about = "may come " + program.Plural(int64(h.Left), "time")
		}
		all = append(all, panel.Completion{Text: h.Name, About: about})
	}
	return all
}
