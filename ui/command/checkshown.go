package command

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// answerPage is standard output as an answer in words is printed there: what is known is there at once, and in the end
// it is the page that it would be if all were known before the first row.
type answerPage struct {
	to     *output
	words  *output // what is said; flush prints it
	text   strings.Builder
	whole  bool // rows are neither cut nor left out
	rows   int  // that are printed
	ticker *ticker
}

func newPage(h *Host, t *ticker, whole bool) *answerPage {
	p := &answerPage{to: newOutput(h.Out), whole: whole, ticker: t}
	p.words = newOutput(&p.text)
	return p
}

// flush prints what was said, as far as nothing that is said later can change how it looks: rows of schedules wait.
func (p *answerPage) flush() {
	rows := p.made()
	last := min(len(rows), pageRows-2) // behind them there is room to say how many more there are
	if !p.whole {
		for i, row := range rows[:last] {
			if scheduleRow.MatchString(row) {
				last = i
				break
			}
		}
	}
	p.print(rows, last)
	p.to.flush()
}

// close prints the rest.
func (p *answerPage) close() error {
	rows := p.made()
	p.print(rows, len(rows))
	return p.to.close()
}

// made returns the rows of all that was said by now.
func (p *answerPage) made() []string {
	p.words.flush()
	text := p.text.String()
	if text == "" {
		return nil
	}
	if !p.whole {
		text = fitted(text)
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// print prints the rows up to the last that are not printed yet.
func (p *answerPage) print(rows []string, last int) {
	if p.rows < last {
		p.ticker.clear()
	}
	for ; p.rows < last; p.rows++ {
		p.to.line("%s", rows[p.rows])
	}
}

// ticker tells on the terminal, a few times a second, how far something is, in a line that writes itself anew.
type ticker struct {
	file  *os.File
	last  time.Time
	shown bool
}

// newTicker makes one; nil where nobody would see it.
func newTicker(h *Host) *ticker {
	file, ok := h.status.(*os.File)
	if !h.Live || !ok || !isTerminal(file) {
		return nil
	}
	return &ticker{file: file, last: time.Now()}
}

// tell writes the line, unless it is too early.
func (t *ticker) tell(format string, args ...any) {
	if time.Since(t.last) < 300*time.Millisecond {
		return
	}
	t.last, t.shown = time.Now(), true
	fmt.Fprintf(t.file, "\r"+format+"\x1b[K\r", args...)
}

// clear takes the line away, before something else is written.
func (t *ticker) clear() {
	if t != nil && t.shown {
		t.shown = false
		fmt.Fprint(t.file, "\r\x1b[K")
	}
}
