package trace

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteMarkdown writes a trace table, of several worlds one each: what a coroutine does in bold, else where it is. The
// number of a step that was taken back is struck out.
func WriteMarkdown(w io.Writer, worlds []World, r Range) error {
	worlds, err := within(worlds, r)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	p := worlds[0].Session.Program()
	moral := strings.Join(strings.Fields(p.Moral), " ")
	if film := worlds[0].Film; film != "" {
		fmt.Fprintf(out, "# %s\n\n%s\n\n", markdown(film), markdown(p.Title()))
	} else {
		fmt.Fprintf(out, "# %s\n\n", markdown(p.Title()))
	}
	if !asks(worlds) {
		fmt.Fprintf(out, "%s\n\n", paragraph(moral))
	}
	for i := range worlds {
		if len(worlds) > 1 {
			fmt.Fprintf(out, "%s## %d. %s\n\n", strings.Repeat("\n", min(i, 1)), i+1, markdown(worlds[i].Title))
			if worlds[i].Kept < worlds[i].To {
				fmt.Fprintf(out, "%s\n\n", strings.Replace(tookBack, "*", "The steps that are struck out", 1))
			}
		}
		if err := markdownWorld(out, &worlds[i], r); err != nil {
			return err
		}
	}
	if asks(worlds) {
		fmt.Fprintf(out, "\n%s\n", paragraph(moral))
	}
	return out.Flush()
}

// tookBack says of a table which of its steps were taken back.
const tookBack = "* were shown and taken back."

// markdownWorld writes the table of a world.
func markdownWorld(out *bufio.Writer, w *World, r Range) error {
	t, err := newTable(w, r)
	if err != nil {
		return err
	}
	columns := []string{"step"}
	for _, name := range slices.Concat(t.who, t.fill) {
		columns = append(columns, markdown(name))
	}
	markdownRow(out, append(columns, "what happens"))
	fmt.Fprintf(out, "|---:|%s%s---|\n", strings.Repeat("---|", len(t.who)), strings.Repeat("---:|", len(t.fill)))
	return t.rows(func(one *row) error {
		number := fmt.Sprint(one.step)
		switch {
		case one.goes:
			number = ""
		case one.back:
			number = "~~" + number + "~~"
		}
		cells := []string{number}
		for _, c := range one.cells {
			text := markdown(c.text)
			if c.acts {
				text = "**" + text + "**"
			}
			cells = append(cells, text)
		}
		return markdownRow(out, append(append(cells, one.fills...), markdown(one.story)))
	})
}

// markdownRow writes a row of a table; its cells are safe already.
func markdownRow(out *bufio.Writer, cells []string) error {
	_, err := fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	return err
}
