package main

import (
	"context"
	"strconv"

	"github.com/quartet-os/quartet/engine/export/golang"
)

// mostFollow is how many controlled runs follow each other in one process: those that got stuck stay where they are.
const mostFollow = 500

// follow runs a controlled program as often as is wanted, many times in one process.
func (o *options) follow(ctx context.Context, path string, c *count) error {
	for c.runs < o.runs && !c.enough() && ctx.Err() == nil {
		seed, n := c.runs+1, min(mostFollow, o.runs-c.runs)
		r, err := o.once(ctx, path, seed, "-runs", strconv.Itoa(n))
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		c.spent += r.spent
		for _, of := range golang.Outcomes(string(r.said), seed, n) {
			c.add(&result{seed: of.Seed, code: of.Code, said: []byte(of.Said)})
		}
	}
	return nil
}
