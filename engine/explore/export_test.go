package explore

import (
	"context"

	"github.com/quartet-os/quartet/engine"
)

// RunPlain is Run without the memo: the machine does every pass.
func RunPlain(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	opt.forgetful = true
	return Run(ctx, start, opt)
}

// CheckEvery is Check that tells every op apart where what never happens is asked.
func CheckEvery(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	opt.everything = true
	return Check(ctx, start, opt)
}

// CheckWhole is Check that looks for a circle that closes in a space in which all ops are told apart.
func CheckWhole(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	opt.whole = true
	return Check(ctx, start, opt)
}

// Bare returns the verdict without the machines that it holds, so that it can be compared and printed.
func (v Verdict) Bare() Verdict {
	v.start, v.setup, v.law, v.Bytes, v.memory = nil, nil, nil, 0, 0
	return v
}

// CheckPlain is Check without the memo, and with a search of its own for what never happens.
func CheckPlain(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	opt.forgetful = true
	return Check(ctx, start, opt)
}

// LikelyEvery is Likely that tells every op apart.
func LikelyEvery(ctx context.Context, start *engine.Engine, opt Options) (Odds, error) {
	opt.everything = true
	return Likely(ctx, start, opt)
}

// SetUp returns the commands that make a machine the one that was explored.
func (v *Verdict) SetUp() []engine.Command { return v.setup }

// Failed says that the last pass has failed, whatever its events.
func (f *Forecast) Failed() { f.all[len(f.all)-1].failed = true }
