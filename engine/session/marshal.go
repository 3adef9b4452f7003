package session

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// endOfSession is the last line of a session's text.
const endOfSession = "end of session"

// Version is the version of the text form that Marshal writes: that of the hashes in it. Unmarshal reads it
// and earlier ones.
const Version = engine.HashVersion

// Marshal returns the session as text: a header, the scene and its settings, then each branch with a line a
// command. The hash of the state is written every 100 commands and at the end of each branch, so that Unmarshal
// can prove the replay. The end of each branch is visited: about as long as one jump a branch.
func (s *Session) Marshal() []byte {
	var b strings.Builder
	p := s.scene
	fmt.Fprintf(&b, "quartet session %d\n", Version)
	fmt.Fprintf(&b, "# A run of a scene: what was done to it, and at which step. `quartet replay FILE` proves it.\n")
	fmt.Fprintf(&b, "file %q\nscene\n", p.File)
	for line := range strings.SplitSeq(p.Source, "\n") {
		if line != "" {
			line = " " + line
		}
		b.WriteString("|" + line + "\n")
	}
	b.WriteString("end of scene\n")
	writeSettings(&b, &p.Settings)
	for i := range s.branches {
		s.writeBranch(&b, i)
	}
	if c := &s.circle; c.to > c.from {
		fmt.Fprintf(&b, "%s\n", c)
	}
	fmt.Fprintf(&b, "at branch %d step %d", s.current+1, s.pos)
	if other := s.other(); other >= 0 {
		fmt.Fprintf(&b, " other %d", other+1)
	}
	b.WriteString("\n" + endOfSession + "\n")
	return []byte(b.String())
}

func writeSettings(b *strings.Builder, s *program.Settings) {
	rules := "textbook"
	base, _ := program.Ruleset(rules)
	words := s.Rules.Describe(base)
	for _, name := range program.RulesetNames() {
		other, _ := program.Ruleset(name)
		if less := s.Rules.Describe(other); len(strings.Fields(less)) < len(strings.Fields(words)) {
			rules, words = name, less
		}
	}
	fmt.Fprintf(b, "%s\n", strings.TrimSpace("rules "+rules+" "+words))
	fmt.Fprintf(b, "policy %s %d\n", s.Policy, s.Quantum)
	fmt.Fprintf(b, "grain %s\n", s.Grain)
	fmt.Fprintf(b, "slots %d\n", s.Slots)
	fmt.Fprintf(b, "fuel %d\n", s.Fuel)
	fmt.Fprintf(b, "seed %d\n", s.Seed)
	fmt.Fprintf(b, "clock %d/%d\n", s.ClockNum, s.ClockDen)
}

func (s *Session) writeBranch(b *strings.Builder, at int) {
	one := &s.branches[at]
	fmt.Fprintf(b, "branch %d", at+1)
	if one.parent >= 0 {
		fmt.Fprintf(b, " of %d from step %d keeping %d", one.parent+1, one.at, one.kept)
	}
	if one.aside {
		b.WriteString(" " + asideWord)
	}
	b.WriteString("\n")
	marks := one.marks
	for i := 0; ; i++ {
		for len(marks) > 0 && marks[0].done <= one.kept+i {
			writeHash(b, marks[0])
			marks = marks[1:]
		}
		if i == len(one.own) {
			break
		}
		g := &one.own[i]
		fmt.Fprintf(b, "step %d%s: %s\n", g.step, layingWords(g.laid, g.with), g.command)
	}
	writeHash(b, s.endOf(at))
}

func writeHash(b *strings.Builder, m mark) { fmt.Fprintf(b, "hash %d %016x\n", m.step, m.hash) }

// endOf returns the hash at the end of a branch.
func (s *Session) endOf(at int) mark {
	b := &s.branches[at]
	done := b.kept + len(b.own)
	if b.end.hash != 0 && b.end.step == b.length && b.end.done == done {
		return b.end
	}
	line := s.lineOf(at)
	k := s.nearest(line, at, b.length)
	s.scratch = k.machine.Fork(s.scratch)
	s.scratch.Quiet(true)
	r := runner{line: line, machine: s.scratch, done: k.done}
	r.due()
	for r.machine.StepNumber() < b.length {
		if _, ok := r.step(); !ok {
			break
		}
	}
	b.end = mark{done: done, step: b.length, hash: r.machine.Hash()}
	return b.end
}
