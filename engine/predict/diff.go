package predict

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/mend"
)

// shownAs writes a change of a scene: one of a single line in a sentence, and one of more as a diff, since nobody
// follows on paper what is put before which line.
func shownAs(source string, e *mend.Edit) string {
	if lines(e) > 1 {
		return diff(source, e)
	}
	return change(e)
}

// lines is how many lines a change is about.
func lines(e *mend.Edit) (n int) {
	for _, c := range e.Changes {
		n += max(worded(c.Was), worded(c.Now))
	}
	return n
}

// worded is how many lines have words.
func worded(all []string) (n int) {
	for _, l := range all {
		if strings.TrimSpace(l) != "" {
			n++
		}
	}
	return n
}

// diff writes a change in lines, with - those that go and with + those that come, and with the one before and the one
// behind that stay. The numbers are those of the scene.
func diff(source string, e *mend.Edit) string {
	was, now := numbered(source), numbered(e.Text)
	const (
		stays = ' '
		goes  = '-'
	)
	signs, come := map[int]rune{}, map[int][]string{} // by line; those that come stand before theirs
	last, shift := strings.Count(source, "\n")+1, 0
	near := func(line, by int) {
		for ; line > 0 && line <= last; line += by {
			if was[line] != "" {
				if signs[line] == 0 {
					signs[line] = stays
				}
				return
			}
		}
	}
	for _, c := range e.Changes {
		behind := c.Line + len(c.Was)
		for line := c.Line; line < behind; line++ {
			signs[line] = goes
		}
		for i := range c.Now {
			if text := now[c.Line+shift+i]; text != "" {
				come[behind] = append(come[behind], text)
			}
		}
		shift += len(c.Now) - len(c.Was)
		near(c.Line-1, -1)
		near(behind, 1)
	}
	var rows []string
	for line := 1; line <= last+1; line++ {
		for _, text := range come[line] {
			rows = append(rows, "+      "+text)
		}
		if signs[line] != 0 && was[line] != "" {
			rows = append(rows, fmt.Sprintf("%c %3d  %s", signs[line], line, was[line]))
		}
	}
	return strings.Join(rows, "\n")
}

// numbered are the lines of a text that a sheet lists, by their numbers.
func numbered(source string) map[int]string {
	all := map[int]string{}
	for _, l := range listing(source) {
		if l.Number > 0 {
			all[l.Number] = strings.ReplaceAll(l.Text, "\t", "    ")
		}
	}
	return all
}
