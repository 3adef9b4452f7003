package command

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/visible"
)

// heard is standard output as all write to it, help and completion too: what cannot be written is not forgotten.
type heard struct {
	w   io.Writer
	err error
}

// Write hands on.
func (h *heard) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	if err != nil && h.err == nil {
		h.err = err
	}
	return n, err
}

// failure is the error of a command line whose output is not whole. That nobody reads on is none: what the command
// found is found.
func (h *heard) failure() error {
	if h.err == nil || closedPipe(h.err) {
		return nil
	}
	return fail(ExitIO, "the output cannot be written: %w", h.err)
}

// output is standard output: it remembers the first error, so that lines are written without a look at each.
// What a text of others would do to a terminal is written out.
type output struct {
	w   *bufio.Writer
	err error
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriterSize(w, 64<<10)} }

func (o *output) line(format string, args ...any) {
	if o.err == nil {
		_, o.err = o.w.WriteString(visible.Text(fmt.Sprintf(format+"\n", args...)))
	}
}

// sentence writes a sentence on a line of its own. A run tells several a pass, so it is not put together first.
func (o *output) sentence(s *narrate.Sentence) {
	if o.err != nil {
		return
	}
	if s.Name != "" && s.Text != "" {
		o.w.WriteString(visible.Text(s.Name))
		o.w.WriteByte(' ')
	}
	o.w.WriteString(visible.Text(s.Text))
	o.err = o.w.WriteByte('\n') // a writer that has failed fails ever after
}

// failed tells that nobody reads any more, or the disk is full: more work is of no use.
func (o *output) failed() bool { return o.err != nil }

// flush lets those who read see what there is by now.
func (o *output) flush() {
	if o.err == nil {
		o.err = o.w.Flush()
	}
}

// close writes what is left, and returns the first error of all.
func (o *output) close() error {
	if o.err == nil {
		o.err = o.w.Flush()
	}
	if o.err == nil || closedPipe(o.err) {
		return o.err
	}
	return fail(ExitIO, "the output cannot be written: %w", o.err)
}

// brokenOff writes what is left of an output that ends with a context, and returns the reason.
func (o *output) brokenOff(ctx context.Context) error {
	if err := o.close(); err != nil {
		return err
	}
	return because(ctx, ctx.Err())
}
