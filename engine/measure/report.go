package measure

// Number is one measured number under a name that ends in its unit.
type Number struct {
	Name      string
	Value     float64
	Integer   bool
	Low, High float64 // the 95 % interval
	Interval  bool    // there is one
}

func count(name string, n int64) Number { return Number{Name: name, Value: float64(n), Integer: true} }

func mean(name string, e Estimate) Number {
	return Number{Name: name, Value: e.Value, Low: e.Low, High: e.High, Interval: e.Known()}
}

// Numbers returns the measures of the machine as a whole, in the order in which they are best read.
func (m *Measures) Numbers() []Number {
	all := []Number{
		count("ticks", m.Ticks), count("passes", m.Passes), count("warmup_ticks", m.Warmup),
		count("batches", int64(m.Batches)), count("batch_ticks", m.Batch),
		mean("throughput_items_per_tick", m.Throughput),
		mean("cpu_busy_share", m.Running),
		mean("context_switches_per_tick", m.Switches),
		count("context_switches", m.CPUSwitches), count("passes_measured", m.CPUPasses),
		mean("ready_coroutines", m.Ready), mean("waiting_coroutines", m.Waiting),
		mean("timed_waiting_coroutines", m.TimedWaiting),
		mean("lock_waiters_coroutines", m.LockWaiters), mean("lock_wait_ticks", m.LockWait),
		mean("sleep_ticks", m.SleepWait),
		count("refused_items", m.Refused), mean("refused_share", m.RefusedShare),
		count("answers", m.Answers), count("answers_error", m.Failures), count("answers_unheard", m.Unheard),
		mean("answer_latency_ticks", m.AnswerLatency), count("answer_latency_max_ticks", m.LongestReply),
		count("wasted_passes", m.EmptyPasses), count("wasted_wakeups", m.EmptyWakeups),
		count("wasted_polls", m.EmptyPolls), count("wasted_spins", m.EmptySpins),
		count("wasted_resumes", m.EmptyResumes),
	}
	if m.Joins {
		all = append(all, count("joins_waited", m.JoinWaits), mean("join_wait_ticks", m.JoinWait),
			mean("joiners_coroutines", m.Joiners))
	}
	return all
}

// Numbers returns the measures of one work queue, in the order in which they are best read.
func (q *QueueMeasures) Numbers() []Number {
	return []Number{
		count("capacity_items", q.Capacity), count("put_items", q.Put), count("taken_items", q.Taken),
		mean("arrival_rate_items_per_tick", q.Arrival), mean("throughput_items_per_tick", q.Throughput),
		mean("service_rate_items_per_busy_tick", q.Service),
		mean("length_items", q.Length), count("length_max_items", q.LongestEver), mean("fill_share", q.Fill),
		mean("full_share", q.Full), mean("empty_share", q.Empty),
		mean("item_wait_ticks", q.ItemWait), count("item_wait_max_ticks", q.ItemLongest),
		count("oldest_item_ticks", q.OldestItem), {Name: "waiting_items_mean_ticks", Value: q.Unfinished},
		mean("blocked_producers", q.Blocked), mean("blocked_wait_ticks", q.PutWait),
		mean("blocked_share_of_puts", q.PutsBlocked),
		mean("idle_consumers", q.Idle), mean("idle_wait_ticks", q.TakeWait),
		mean("busy_consumers", q.Busy), mean("utilisation_share", q.Utilisation),
		{Name: "little_length_items", Value: q.Little.Length},
		{Name: "little_rate_times_wait_items", Value: q.Little.RateByWait},
	}
}

// Numbers returns the exact values, under the names of the measured ones that they stand beside.
func (x *Exact) Numbers() []Number {
	return []Number{
		{Name: "throughput_items_per_tick", Value: x.Throughput}, {Name: "length_items", Value: x.Length},
		{Name: "item_wait_ticks", Value: x.Wait}, {Name: "blocked_producers", Value: x.Blocked},
		{Name: "busy_consumers", Value: x.Busy}, {Name: "utilisation_share", Value: x.Utilisation},
		{Name: "refused_share", Value: x.Lost},
	}
}
