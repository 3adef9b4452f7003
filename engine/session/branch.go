package session

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
)

// branch is one future. It shares its parent's line up to a step.
type branch struct {
	parent  int   // -1: the first
	at      int64 // the step at which it leaves its parent
	kept    int   // how many commands of its parent's line it shares
	own     []given
	length  int64
	pass    int64 // the one of its last step
	left    int64 // where it was left
	seen    spot  // how far anybody but an answer has walked along it
	aside   bool  // it is passed over: only an answer laid it out
	visited bool  // somebody went to it, began it by an undo, or gave a command on it that began another
	counts  []count
	keys    []keyframe
	marks   []mark
	end     mark
}

// mark is the hash of the state at a step, after a number of commands of the line.
type mark struct {
	done int
	step int64
	hash uint64
	line int // of the text form it came from
}

// BranchInfo describes a future that was begun.
type BranchInfo struct {
	Number   int // counted from 1, those that are passed over left out
	Parent   int // 0 for the first
	From     int64
	Length   int64
	Commands int    // given on this branch itself
	First    string // the first of them, or ""
	Current  bool
	Other    bool // OtherFuture goes there
}

// Branches lists the futures in the order in which they were begun, without those that are passed over.
func (s *Session) Branches() []BranchInfo {
	other := s.other()
	all := make([]BranchInfo, 0, len(s.branches))
	for i, b := range s.branches {
		if b.aside {
			continue
		}
		parent, from := s.shownFrom(i)
		one := BranchInfo{Number: len(all) + 1, Parent: s.number(parent), From: from, Length: b.length,
			Commands: len(b.own), Current: i == s.current, Other: i == other}
		if len(b.own) > 0 {
			one.First = b.own[0].command.String()
		}
		all = append(all, one)
	}
	return all
}

// Branch returns the number of the present branch, as Branches has it. It may become another one when a schedule is
// laid out; the one in Place stays.
func (s *Session) Branch() int { return s.number(s.current) }

// lineOf gathers the commands of a branch from the first one on.
func (s *Session) lineOf(at int) []given {
	b := &s.branches[at]
	if b.parent < 0 {
		return append([]given(nil), b.own...)
	}
	return append(s.lineOf(b.parent)[:b.kept], b.own...)
}

// leave begins a branch at a step of the present one that shares the first kept commands, and goes on there. The
// machine stays as it is.
func (s *Session) leave(at int64, kept int) {
	s.branches[s.current].left = s.pos
	parent := s.current
	for b := s.branches[parent]; b.parent >= 0 && (at < b.at || at == b.at && kept <= b.kept); b = s.branches[parent] {
		parent = b.parent
	}
	if parent == s.current && !s.playing {
		s.branches[parent].visited = true
	}
	s.branches = append(s.branches, branch{parent: parent, at: at, kept: kept, length: at, left: at,
		pass: s.now.PassNumber(), seen: spot{at, kept}})
	s.previous, s.current = s.current, len(s.branches)-1
	s.line = append([]given(nil), s.line[:kept]...)
	s.past.forget()
	s.planKey()
}

// Switch goes to a branch, counted from 1 as Branches does, where it was left last. The error names the branches there
// are.
func (s *Session) Switch(number int) error {
	at := s.numbered(number)
	if at < 0 {
		return fmt.Errorf("there is no branch %d; there are %d, counted from 1", number, s.count())
	}
	s.switchTo(at)
	return nil
}

// switchTo goes to a branch where it was left last.
func (s *Session) switchTo(at int) {
	if at != s.current {
		s.branches[s.current].left = s.pos
		s.previous = s.current
		s.branches[at].visited = s.branches[at].visited || !s.playing
		s.turnTo(at, s.branches[at].left)
	}
}

func (s *Session) turnTo(at int, step int64) {
	s.current = at
	s.branches[at].aside = false
	s.line = s.lineOf(at)
	s.past.forget()
	s.reach(max(0, min(step, s.branches[at].length)), true)
	s.planKey()
}

// other is the branch that OtherFuture goes to, or -1.
func (s *Session) other() int {
	if s.previous >= 0 && s.previous != s.current && !s.branches[s.previous].aside {
		return s.previous
	}
	if parent, _ := s.shownFrom(s.current); parent >= 0 {
		return parent
	}
	for i := len(s.branches) - 1; i >= 0; i-- {
		if i != s.current && !s.branches[i].aside {
			return i
		}
	}
	return -1
}

// OtherFuture goes to the future that was left last, where it was left: from a what-if back to the prepared run, and
// again to the what-if. It says where it went; the error says that there is no other future yet.
func (s *Session) OtherFuture() (string, error) {
	to := s.other()
	if to < 0 {
		return "", fmt.Errorf("there is no other future yet; a command given in the past starts one")
	}
	s.switchTo(to)
	return fmt.Sprintf("branch %d of %d, step %d of %d", s.Branch(), s.count(), s.pos, s.Length()), nil
}

// Commands lists the commands of the present branch, oldest first, each with the step at which it was given.
func (s *Session) Commands() []Given {
	return givenIn(s.line)
}

// CommandsOf lists the commands of a branch, counted from 1, those that it shares with others included.
func (s *Session) CommandsOf(number int) []Given {
	at := s.numbered(number)
	if at < 0 {
		return nil
	}
	return givenIn(s.lineOf(at))
}

func givenIn(line []given) []Given {
	all := make([]Given, len(line))
	for i, g := range line {
		all[i] = Given{g.step, g.command, g.laid, goesWith(line, i)}
	}
	return all
}

// Given is a command and the step after which it was given.
type Given struct {
	Step    int64
	Command engine.Command
	Laid    bool // a schedule that was laid out gave it
	With    bool // the same one that gave the command before it: Undo takes back both at once
}

// To gives the command to a machine, as it was given.
func (g Given) To(e *engine.Engine) ([]engine.Event, error) {
	one := given{g.Step, g.Command, g.Laid, g.With}
	return one.to(e)
}
