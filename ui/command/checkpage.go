package command

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
)

// What check prints fits a screen: so many rows of so many columns. -v prints all.
const (
	pageRows    = 24
	pageColumns = 100
)

// scheduleRow is a row of a schedule, with its number.
var scheduleRow = regexp.MustCompile(`^[ >] *[0-9]+  `)

// fitted fits the text of an answer: what is long goes on in the next row, at a sentence where it can. Where that makes
// too many rows, those of a schedule keep their beginning and their end only, the one that decides and the last as long
// as they can be whole; and of a long schedule rows in the middle are left out, but not the one that decides.
func fitted(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	cut := make([]bool, len(lines))
	for i, line := range lines {
		cut[i] = scheduleRow.MatchString(line)
	}
	rows := broken(lines, cut)
	if len(rows) > pageRows {
		return strings.Join(fewer(rows, pageRows), "\n") + "\n"
	}
	for _, i := range important(lines) {
		cut[i] = false
		if more := broken(lines, cut); len(more) <= pageRows {
			rows = more
		} else {
			cut[i] = true
		}
	}
	return strings.Join(rows, "\n") + "\n"
}

// important gives the rows of a schedule in the order in which they are to be whole: those that decide, the last, and
// then the others from the end.
func important(lines []string) (order []int) {
	for _, decides := range []bool{true, false} {
		for i := len(lines) - 1; i >= 0; i-- {
			if scheduleRow.MatchString(lines[i]) && strings.HasPrefix(lines[i], ">") == decides {
				order = append(order, i)
			}
		}
	}
	return order
}

// broken breaks lines that are too long, or cuts them.
func broken(lines []string, cut []bool) (rows []string) {
	for i, line := range lines {
		switch {
		case screen.Fits(line, pageColumns):
			rows = append(rows, line)
		case cut[i]:
			rows = append(rows, middleCut(line, pageColumns))
		case scheduleRow.MatchString(line):
			rows = append(rows, sentences(line, underName)...)
		default:
			rows = append(rows, sentences(line, 2)...)
		}
	}
	return rows
}

// underName is where the words of a row of a schedule begin: behind the number and the name.
const underName = 13

// sentences breaks a line between sentences where these are long enough, else between words.
func sentences(line string, hang int) (rows []string) {
	indent := strings.Repeat(" ", hang)
	for !screen.Fits(line, pageColumns) {
		end, at := 0, 0 // behind the last sentence that fits, and the one looked at
		for {
			i := strings.Index(line[at:], ". ")
			if at += i + 2; i < 0 || !screen.Fits(line[:at-1], pageColumns) {
				break
			}
			end = at
		}
		if screen.Width(line[:end]) < pageColumns*2/5 {
			wrapped := screen.Wrap(line, pageColumns, hang)
			rows = append(rows, wrapped[0])
			line = strings.Join(append([]string{wrapped[1]}, trimmed(wrapped[2:])...), " ")
			continue
		}
		rows = append(rows, strings.TrimRight(line[:end], " "))
		line = indent + line[end:]
	}
	return append(rows, line)
}

// trimmed takes the indents away again.
func trimmed(lines []string) (all []string) {
	for _, line := range lines {
		all = append(all, strings.TrimSpace(line))
	}
	return all
}

// middleCut leaves words in the middle of a row out.
func middleCut(line string, width int) string {
	const mark = " … "
	words := strings.Split(line, " ")
	end := len(words)
	for tail := 0; end > 0 && tail+1+screen.Width(words[end-1]) <= width*2/5; end-- {
		tail += 1 + screen.Width(words[end-1])
	}
	back := strings.Join(words[end:], " ")
	head := ""
	for _, w := range words[:end] {
		longer := head + w + " "
		if screen.Width(longer)-1+screen.Width(mark)+screen.Width(back) > width {
			break
		}
		head = longer
	}
	if strings.TrimSpace(head) == "" {
		return screen.Truncate(line, width)
	}
	return strings.TrimRight(head, " ") + mark + back
}

// fewer leaves rows out until there are at most so many: of the longest stretch of a schedule those in the middle, but
// not the one that decides.
func fewer(rows []string, most int) []string {
	if len(rows) <= most {
		return rows
	}
	from, to := longestSchedule(rows)
	gone := make([]bool, len(rows)+1)
	middle := (from + to) / 2
	for k := range to - from {
		at := middle + (k+1)/2 // from the middle on, to both sides
		if k%2 == 1 {
			at = middle - (k+1)/2
		}
		if at <= from || at >= to-1 || strings.HasPrefix(rows[at], ">") {
			continue
		}
		gone[at] = true
		if short := without(rows, gone); len(short) <= most {
			return short
		}
	}
	short := without(rows, gone)
	return append(short[:most-1:most-1], fmt.Sprintf("… %d rows more; -v prints all", len(short)-most+1))
}

// without leaves rows out, and says where how many.
func without(rows []string, gone []bool) (short []string) {
	left := 0
	for i, row := range rows {
		if gone[i] {
			if left++; !gone[i+1] {
				short, left = append(short, fmt.Sprintf("       … %d more; -v prints all", left)), 0
			}
			continue
		}
		short = append(short, row)
	}
	return short
}

// longestSchedule finds the longest stretch of rows of a schedule.
func longestSchedule(rows []string) (from, to int) {
	for i := 0; i < len(rows); i++ {
		k := i
		for k < len(rows) && scheduleRow.MatchString(rows[k]) {
			k++
		}
		if k-i > to-from {
			from, to = i, k
		}
		i = k
	}
	return from, to
}
