package trace

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/visible"
)

// block returns the rows of a text that has several, as the diff of a change; nil of one that is a line.
func block(text string) []string {
	if rows := strings.Split(text, "\n"); len(rows) > 1 {
		return rows
	}
	return nil
}

// textBlock writes rows as plain text below what stands before them.
func textBlock(out *bufio.Writer, before string, rows []string) {
	fmt.Fprintln(out, "     "+before)
	for _, row := range rows {
		fmt.Fprintln(out, "          "+visible.Line(row))
	}
}

// markdownBlock writes rows as a diff for Markdown, so deep.
func markdownBlock(out *bufio.Writer, deep string, rows []string) {
	fmt.Fprintln(out, deep+"```diff")
	for _, row := range rows {
		fmt.Fprintln(out, deep+visible.Line(row))
	}
	fmt.Fprintln(out, deep+"```")
}
