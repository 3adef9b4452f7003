package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// table is what came of all scenes.
type table struct {
	options *options
	rows    []count
}

// alarms counts the scenes that hold and went wrong.
func (t *table) alarms() (n int) {
	for i := range t.rows {
		if t.rows[i].wrong > 0 && !t.rows[i].fails {
			n++
		}
	}
	return n
}

// print prints the table, the dearest scenes first, and below it what there is to say of all of them.
func (t *table) print(w io.Writer) {
	slices.SortStableFunc(t.rows, func(a, b count) int { return cmp.Compare(b.spent, a.spent) })
	head := "| scene | runs | went wrong | first seed |"
	if t.options.race {
		head += " with a race |"
	}
	head += " processor |"
	fmt.Fprintln(w, head)
	fmt.Fprintln(w, "|"+strings.Repeat("---|", strings.Count(head, "|")-1))
	for i := range t.rows {
		if t.options.rows == 0 || i < t.options.rows {
			fmt.Fprintln(w, t.row(&t.rows[i]))
		}
	}
	fmt.Fprintln(w)
	t.sum(w)
}

// row is the line of a scene.
func (t *table) row(c *count) string {
	first := "-"
	if c.first > 0 {
		first = fmt.Sprint(c.first)
	}
	line := fmt.Sprintf("| `%s` | %d | %d | %s |", c.name, c.runs, c.wrong, first)
	if t.options.race {
		line += fmt.Sprintf(" %d |", c.races)
	}
	return line + fmt.Sprintf(" %.2f s |", c.spent.Seconds())
}

// sum says what came of all scenes, and which did not do what they were to.
func (t *table) sum(w io.Writer) {
	runs, found, races, spent := 0, 0, 0, time.Duration(0)
	var never, alarms []string
	for i := range t.rows {
		c := &t.rows[i]
		runs, spent = runs+c.runs, spent+c.spent
		found += min(c.wrong, 1)
		races += min(c.races, 1)
		switch {
		case c.fails && c.wrong == 0:
			never = append(never, c.name)
		case !c.fails && c.wrong > 0:
			alarms = append(alarms, fmt.Sprintf("FALSE ALARM: %s, seed %d: %s", c.name, c.first, c.said))
		}
	}
	fmt.Fprintf(w, "%d scenes, %d runs, %.0f s of a processor: %d scenes went wrong.\n", len(t.rows), runs,
		spent.Seconds(), found)
	if t.options.race {
		fmt.Fprintf(w, "Of %d scenes the race detector said something.\n", races)
	}
	if len(never) > 0 {
		fmt.Fprintf(w, "These fail, and did not in these runs: %s.\n", strings.Join(never, ", "))
	}
	for _, text := range alarms {
		fmt.Fprintln(w, text)
	}
}
