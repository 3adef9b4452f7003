// Package exporttest is what the tests of exported programs share, whatever these are written in.
package exporttest

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"
)

// Ran runs a program, for a minute at most, and returns its exit code and what it complains of.
func Ran(t *testing.T, path string, flags ...string) (code int, said string) {
	t.Helper()
	ctx, done := context.WithTimeout(context.Background(), time.Minute)
	defer done()
	c := exec.CommandContext(ctx, path, flags...)
	var errs bytes.Buffer
	c.Stderr = &errs
	var ended *exec.ExitError
	if err := c.Run(); errors.As(err, &ended) {
		return ended.ExitCode(), errs.String()
	} else if err != nil {
		t.Fatal(err)
	}
	return 0, errs.String()
}
