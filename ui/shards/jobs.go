package shards

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// system is what runs many tasks of one job, and the variables in which it tells each which one it is. Of those that it
// does not have the name is "".
type system struct {
	name              string
	id                string
	first, last, step string // of the numbers of the tasks
	count             string
	from              int64  // the first number, where no variable says it
	none              string // what the variable holds where the job has no tasks
}

// systems are those that are known.
var systems = []system{
	{name: "Slurm", id: "SLURM_ARRAY_TASK_ID", first: "SLURM_ARRAY_TASK_MIN", last: "SLURM_ARRAY_TASK_MAX",
		step: "SLURM_ARRAY_TASK_STEP", count: "SLURM_ARRAY_TASK_COUNT"},
	{name: "Grid Engine", id: "SGE_TASK_ID", first: "SGE_TASK_FIRST", last: "SGE_TASK_LAST", step: "SGE_TASK_STEPSIZE",
		from: 1, none: "undefined"},
	{name: "PBS", id: "PBS_ARRAY_INDEX", from: 1},
	{name: "Torque", id: "PBS_ARRAYID", from: 1},
	{name: "LSF", id: "LSB_JOBINDEX", last: "LSB_JOBINDEX_END", step: "LSB_JOBINDEX_STEP", from: 1, none: "0"},
	{name: "AWS Batch", id: "AWS_BATCH_JOB_ARRAY_INDEX", count: "AWS_BATCH_JOB_ARRAY_SIZE"},
	{name: "Google Cloud Batch", id: "BATCH_TASK_INDEX", count: "BATCH_TASK_COUNT"},
	{name: "Kubernetes", id: "JOB_COMPLETION_INDEX"},
	{name: "GNU parallel", id: "PARALLEL_SEQ", from: 1},
}

// Variables names the variable of each system that says which task this is.
func Variables() (all []string) {
	for i := range systems {
		all = append(all, systems[i].id)
	}
	return all
}

// fromJob returns the shard that the variables name; of says of how many, 0: they do.
func fromJob(of int64, env func(string) string) (s Shard, err error) {
	by := ""
	for i := range systems {
		sys := &systems[i]
		if id := env(sys.id); id == "" || id == sys.none {
			continue
		}
		one, err := sys.shard(of, env)
		switch {
		case err != nil:
			return s, err
		case by != "" && one != s:
			return s, fmt.Errorf("the variables contradict each other: for %s this is shard %s, for %s shard %s; "+
				"say which with K/N", by, s, sys.name, one)
		}
		s, by = one, sys.name
	}
	if by == "" {
		return s, errors.New("no variable says which task of an array job this is (" +
			strings.Join(Variables(), ", ") + "); write it as 3/16")
	}
	return s, nil
}

// shard works out which shard a system means, from numbers that may begin anywhere and have a step.
func (sys *system) shard(of int64, env func(string) string) (Shard, error) {
	number := func(name string, without int64) (int64, error) {
		if name == "" || env(name) == "" {
			return without, nil
		}
		n, err := strconv.ParseInt(env(name), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s is no number: %q", name, env(name))
		}
		return n, nil
	}
	id, err1 := number(sys.id, 0)
	first, err2 := number(sys.first, sys.from)
	last, err3 := number(sys.last, -1)
	step, err4 := number(sys.step, 1)
	count, err5 := number(sys.count, 0)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return Shard{}, err
	}
	if last >= 0 && step > 0 {
		if n := (last-first)/step + 1; count == 0 {
			count = n
		} else if n != count {
			return Shard{}, fmt.Errorf("the tasks of this %s job go from %d to %d and are %d: give them numbers "+
				"without gaps, or say which shard this is with K/N", sys.name, first, last, count)
		}
	}
	switch {
	case count == 0 && of == 0:
		return Shard{}, fmt.Errorf("%s says that this is task %d, but not of how many: write %s/16 for sixteen",
			sys.id, id, Auto)
	case count > 0 && of > 0 && count != of:
		return Shard{}, fmt.Errorf("this %s job has %d tasks and not %d; to do a few of them again write K/%d",
			sys.name, count, of, of)
	case count == 0:
		count = of
	}
	k := int64(0)
	if step > 0 && (id-first)%step == 0 {
		k = (id-first)/step + 1
	}
	if k < 1 || k > count || count > Most {
		return Shard{}, fmt.Errorf("%s is %d, and the tasks are %d from number %d on", sys.id, id, count, first)
	}
	return Shard{k, count}, nil
}
