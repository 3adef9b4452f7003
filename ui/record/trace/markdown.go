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
	fmt.Fprintf(out, "# %s\n\n%s\n\n", markdown(p.Title()), paragraph(moral))
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
	fmt.Fprint(out, "| step |")
	for _, name := range slices.Concat(t.who, t.fill) {
		fmt.Fprintf(out, " %s |", markdown(name))
	}
	fmt.Fprintf(out, " what happens |\n|---:|%s%s---|\n",
		strings.Repeat("---|", len(t.who)), strings.Repeat("---:|", len(t.fill)))
	return t.rows(func(one *row) error {
		number := fmt.Sprint(one.step)
		if one.back {
			number = "~~" + number + "~~"
		}
		fmt.Fprintf(out, "| %s |", number)
		for _, c := range one.cells {
			text := markdown(c.text)
			if c.acts {
				text = "**" + text + "**"
			}
			fmt.Fprintf(out, " %s |", text)
		}
		for _, n := range one.fills {
			fmt.Fprintf(out, " %s |", n)
		}
		_, err := fmt.Fprintf(out, " %s |\n", markdown(one.story))
		return err
	})
}
