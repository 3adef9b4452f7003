package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Lesson reports whether a script is one that waits for a learner: it says at its head what it breaks or covers.
func (s *Script) Lesson() bool { return len(s.Breaks) > 0 || s.Covers != "" }

// Broken names what a lesson shows to be wrong.
func (s *Script) Broken(between string) string {
	names := make([]string, len(s.Breaks))
	for i, b := range s.Breaks {
		names[i] = b.String()
	}
	return strings.Join(names, between)
}

// About says what a lesson is about: the chapter, and what it shows to be wrong.
func (s *Script) About() string {
	var parts []string
	if s.Covers != "" {
		parts = append(parts, "A lesson on "+s.Covers+".")
	}
	for _, b := range s.Breaks {
		parts = append(parts, fmt.Sprintf("%s is wrong: %q.", b, b.Text()))
	}
	return strings.Join(parts, " ")
}

// aids returns the lines that belong to the one before them, from a place of the script on.
func (s *Script) aids(from int) []Action {
	end := from
	for end < len(s.Actions) && aids(s.Actions[end].Kind) {
		end++
	}
	return s.Actions[from:end]
}

// mend is the edit that is asked for next behind a place of the script, where the lesson only speaks before it; else
// nothing.
func (s *Script) mend(from int) (edit [2]string) {
	for i, a := range s.Actions[from:] {
		switch a.Kind {
		case MendAction:
			for _, aid := range s.aids(from + i + 1) {
				if aid.Kind == WayAction {
					edit = [2]string(aid.Answers)
				}
			}
			return edit
		case SayAction, AskAction, TaskAction, ProveAction, KeyAction, TypeAction, DoAction, RunAction:
			return edit
		}
	}
	return edit
}

// aids reports whether a line belongs to the question or task before it.
func aids(k Kind) bool { return k == ReplyAction || k == HintAction || k == WayAction }

// asksFor reports whether the learner is to do something, for which there are hints and a way.
func asksFor(k Kind) bool { return k == TaskAction || k == ProveAction || k == MendAction }

// The signs between the parts of a line.
const (
	untilSign = " until "
	editSign  = "=>"
)

// inLine writes a part of a scene in one line, and inScene reads it back.
var (
	inLine  = strings.NewReplacer("\n", `\n`, "\t", `\t`)
	inScene = strings.NewReplacer(`\n`, "\n", `\t`, "\t")
)

// taught writes what stands behind the word of a lesson's line.
func (a Action) taught() string {
	switch a.Kind {
	case ReplyAction:
		return fmt.Sprintf("%d %s", a.N, a.Text)
	case TaskAction:
		return a.Text + untilSign + a.Goal
	case ProveAction:
		return strings.TrimSuffix(a.Expect.String()+" | "+a.Text, " | ")
	}
	if len(a.Way) > 0 {
		return a.Way[0].String()
	}
	return inLine.Replace(a.Answers[0]) + " " + editSign + " " + inLine.Replace(a.Answers[1])
}

// beliefs reads what a lesson shows to be wrong.
func (p *parser) beliefs(text string, w Word) (found []program.Belief) {
	known := program.Beliefs()
	for _, name := range strings.Fields(text) {
		b, is := program.BeliefByName(name)
		if !is || slices.Contains(found, b) {
			p.fail(fmt.Sprintf("%q is no belief to name here", name),
				fmt.Sprintf("there are %s to %s, each once: %s", known[0], known[len(known)-1], w.Like))
			continue
		}
		found = append(found, b)
	}
	return found
}

// teach reads a line of a lesson.
func (p *parser) teach(a *Action, rest string, w Word) {
	switch w.kind {
	case ReplyAction:
		p.reply(a, rest, w)
	case TaskAction:
		at := strings.LastIndex(rest, untilSign)
		if at < 0 {
			p.fail("the task does not say when it is done", "for example: "+w.Like)
			return
		}
		a.Text, a.Goal = strings.TrimSpace(rest[:at]), strings.TrimSpace(rest[at+len(untilSign):])
	case ProveAction:
		name, text, _ := strings.Cut(rest, "|")
		*a = p.verdict(strings.TrimSpace(name), w)
		a.Kind, a.Every, a.Text = ProveAction, false, strings.TrimSpace(text)
	case WayAction:
		p.way(a, rest, w)
	case AfreshAction:
		if rest != "" {
			p.fail("afresh stands alone", "for example: "+w.Like)
		}
	}
}

// reply reads what is said to an answer.
func (p *parser) reply(a *Action, rest string, w Word) {
	number, text, _ := strings.Cut(rest, " ")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 || n > 9 || text == "" {
		p.fail("this is no reply to an answer", "the answer's number and what is said: "+w.Like)
	}
	a.N, a.Text = n, strings.TrimSpace(text)
}

// way reads how a task is done: a line that drives the machine, or an edit.
func (p *parser) way(a *Action, rest string, w Word) {
	a.Text = ""
	name, args, _ := strings.Cut(rest, " ")
	for _, inner := range language {
		if k := inner.kind; inner.Name == name && (k == KeyAction || k == DoAction || k == RunAction) {
			if args = strings.TrimSpace(args); args == "" {
				p.fail("way "+name+" lacks its "+strings.ToLower(inner.Args), "for example: way "+inner.Like)
				return
			}
			before := p.script.Actions
			p.action(inner, args)
			a.Way = slices.Clone(p.script.Actions[len(before):])
			p.script.Actions = before
			return
		}
	}
	from, to, found := strings.Cut(rest, editSign)
	a.Answers = []string{inScene.Replace(strings.TrimSpace(from)), inScene.Replace(strings.TrimSpace(to))}
	if !found || a.Answers[0] == "" {
		p.fail("this is no way", "a line with key, do or run, or what is replaced by what: "+w.Like+
			", or way if len(work) == 0 => for len(work) == 0")
	}
}

// at lets what is wrong be said of an action.
func (p *parser) at(a *Action, why, hint string) {
	p.errs = append(p.errs, &LineError{File: p.script.Name, Line: a.Line, Text: a.String(), Why: why, Hint: hint})
}

// taught looks whether a script that has words of lessons is whole: questions with replies, tasks with ways, a proof
// at the end.
func (p *parser) taught() {
	s, loose := p.script, false
	if s.Lesson() && s.Scene == "" {
		p.line, p.text = 1, ""
		p.fail("the lesson has no scene", "for example: scene bounded-buffer")
		return
	}
	last, ruled := &Action{Line: 1}, false
	for i := range s.Actions {
		a := &s.Actions[i]
		switch {
		case a.Kind >= SayAction && !s.Lesson():
			p.at(a, wordOf(a.Kind)+" belongs to lessons",
				"a lesson has a line at its head that says what it breaks or covers: covers OSTEP 30")
			return
		case aids(a.Kind) && !s.belongs(i):
			p.at(a, "there is nothing that this "+wordOf(a.Kind)+" belongs to", "it stands behind its question or task")
		case !s.Lesson():
			continue
		case loose && drives(a):
			p.at(a, "the machine is as the learner has left it here", "what was asked for can be done in many ways: "+
				"afresh before this line goes back to the boot")
			return
		}
		if a.Kind == SayAction && proves(last) && !ruled {
			ruled = true // what is to be kept of the lesson stands behind its proof
		} else if !aids(a.Kind) && a.Kind != NoteAction {
			last, ruled = a, false
		}
		p.whole(a, s.aids(i+1))
		loose = asksFor(a.Kind) || loose && a.Kind != AfreshAction && !opens(a)
	}
	if s.Lesson() && !proves(last) {
		p.at(last, "the lesson does not end with a proof",
			"its last line is prove or mend, or one that says what to keep behind it: prove holds")
	}
}

// proves reports whether a line asks every schedule.
func proves(a *Action) bool { return a.Kind == ProveAction || a.Kind == MendAction }

// belongs reports whether the aid at a place stands behind what it belongs to.
func (s *Script) belongs(i int) bool {
	of := i - 1
	for of >= 0 && aids(s.Actions[of].Kind) {
		of--
	}
	switch a := &s.Actions[i]; {
	case of < 0:
		return false
	case a.Kind == ReplyAction:
		return s.Actions[of].Kind == AskAction && int(a.N) <= len(s.Actions[of].Answers)
	case a.Kind == WayAction:
		return s.Actions[of].Kind == TaskAction && len(a.Way) > 0 ||
			s.Actions[of].Kind == MendAction && len(a.Way) == 0
	}
	return asksFor(s.Actions[of].Kind)
}

// drives reports whether a line moves the machine, or says something of how it stands.
func drives(a *Action) bool {
	switch a.Kind {
	case KeyAction, TypeAction, RunAction, AssertAction:
		return true
	case ExpectAction:
		return !a.Every
	case DoAction:
		return !opens(a)
	}
	return false
}

// openWord is the command that opens a scene.
const openWord = "open"

// opens reports whether a line opens a scene.
func opens(a *Action) bool {
	return a.Kind == DoAction && strings.Fields(a.Text)[0] == openWord
}

// whole looks whether what belongs to a question or a task is there.
func (p *parser) whole(a *Action, belongs []Action) {
	has := func(is func(*Action) bool) bool {
		return slices.ContainsFunc(belongs, func(b Action) bool { return is(&b) })
	}
	switch {
	case a.Kind == AskAction && len(a.Answers) > 0:
		if a.N == 0 {
			p.at(a, "no answer has a star", "one of them is right: ask Who runs next? | p1 | *c2")
			return
		}
		for n := range a.Answers {
			if !has(func(b *Action) bool { return b.Kind == ReplyAction && b.N == int64(n+1) }) {
				p.at(a, fmt.Sprintf("answer %d has no reply", n+1), fmt.Sprintf("whoever gives it hears why: reply %d "+
					"p1 has to lock m first.", n+1))
			}
		}
	case a.Kind == TaskAction && !has(func(b *Action) bool { return b.Kind == WayAction }):
		p.at(a, "there is no way to do this task", "lines behind it do it: way key n*4")
	case a.Kind == MendAction && !has(func(b *Action) bool { return b.Kind == WayAction }):
		p.at(a, "there is no way to mend the scene", "a line behind it says what is replaced by what: "+
			"way if len(work) == 0 => for len(work) == 0")
	}
}
