package panel

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// briefly fits a statement into w columns, where that is enough: a loop or an if without the blanks around what its
// condition compares by, else that condition as a question; an assertion without what it calls itself.
func briefly(statement string, w int) string {
	if screen.Width(statement) <= w {
		return statement
	}
	if at := strings.Index(statement, `, "`); at > 0 && strings.HasPrefix(statement, "assert(") {
		statement = statement[:at] + ")"
	}
	for _, word := range [...]string{"for ", "if "} {
		condition, found := strings.CutPrefix(statement, word)
		if !found || screen.Width(statement) <= w {
			continue
		}
		asked := condition + "?" // without it the test reads as what is so
		for _, short := range [...]string{tight(statement), asked, tight(asked)} {
			if screen.Width(short) <= w {
				return short
			}
		}
	}
	return screen.Truncate(statement, w)
}

// tight is a test without the blanks around what it compares by; one with a text of its own stays.
func tight(test string) string {
	if strings.Contains(test, `"`) {
		return test
	}
	return strings.NewReplacer(" == ", "==", " != ", "!=", " <= ", "<=", " >= ", ">=", " < ", "<", " > ", ">",
		" && ", "&&", " || ", "||").Replace(test)
}

// inTwo breaks a statement that has no room in w columns where a reader would, so that no bracket stands alone; rest is
// "" where it has room.
func (p pen) inTwo(statement string, w int) (head, rest string) {
	if head = briefly(statement, w); head == statement || !strings.HasSuffix(head, "…") {
		return head, ""
	}
	at := breakAt(statement, w)
	if at == 0 {
		return p.breakLine(statement, w, false)
	}
	return strings.TrimRight(statement[:at], " "), strings.TrimLeft(statement[at:], " ")
}

// nextRows is the rows at the foot that say what happens next.
func (p pen) nextRows() int {
	if p.H < 8 || p.now.End.Kind != engine.NotEnded {
		return 0
	}
	return 2
}

// whole breaks a statement into rows of w columns; where that takes more than most of them, the last one is cut.
func (p pen) whole(statement string, w, most int) (rows []string) {
	for rest := statement; rest != ""; {
		if len(rows)+1 >= most {
			return append(rows, briefly(rest, w))
		}
		var head string
		head, rest = p.inTwo(rest, w)
		rows = append(rows, head)
	}
	return rows
}

// nextUp writes at the foot what happens next: a long statement in several rows, where so many are left above.
func (p pen) nextUp(left int) {
	if p.f.Hushed {
		return
	}
	y := p.H - 2
	c := p.who(p.now.Running)
	if c.Slot < 0 {
		if len(p.now.Ready) > 0 {
			x := p.Text(0, y+1, "next: ", quiet)
			x += p.name(x, y+1, p.now.Next())
			p.Text(x, y+1, " runs", quiet)
		}
		return
	}
	if does := p.does(c.PC); does != "" {
		at := y
		if len(p.now.Ready) == 0 {
			at++
		}
		const head = "next: "
		rows := p.whole(does, p.W-len(head), left)
		at -= len(rows) - 1
		p.Text(0, at, head, quiet)
		for i, row := range rows {
			p.Text(len(head), at+i, row, quiet)
		}
	}
	if len(p.now.Ready) > 0 && p.now.Policy != program.RoundRobin &&
		p.now.Rules[program.RuleMonitor] != program.MonitorHoare {
		x := p.Text(0, y+1, "then ", quiet)
		x += p.name(x, y+1, p.now.Next())
		p.Text(x, y+1, " runs", quiet)
	}
}
