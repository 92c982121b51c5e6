package io.vedette.configmonitor.cron;

import static java.util.stream.Collectors.toMap;

import io.vedette.configmonitor.cron.Run.Outcome;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What became of the jobs, in the Web DB; for a named job across accounts. */
@Component
@Transactional
class Runs {
    private final JdbcClient db;

    Runs(JdbcClient db) {
        this.db = db;
    }

    /** Takes a job for one of its times; false when somebody else has. */
    boolean take(CronJob job, Instant due, String instance) {
        return db.sql("""
                        insert into cron_run (job, due, file, command, instance, outcome) values (?, ?, ?, ?, ?, 'waiting')
                        on conflict do nothing""")
                        .params(job.id(), Timestamp.from(due), job.file(), job.command(), instance)
                        .update()
                > 0;
    }

    /** Runs before this one that nobody ended: whoever holds the job's lock knows that they are over. */
    void loseOthers(String job, Instant due) {
        db.sql("""
                        update cron_run set outcome = 'lost', ended_at = now()
                        where job = ? and due <> ? and outcome in ('waiting', 'running')""").params(job, Timestamp.from(due)).update();
    }

    void began(String job, Instant due) {
        db.sql("update cron_run set outcome = 'running', started_at = clock_timestamp() where job = ? and due = ?")
                .params(job, Timestamp.from(due))
                .update();
    }

    /** Keeps the latest runs of the job, and those of jobs that are gone for a month. */
    void ended(String job, Instant due, Outcome outcome, @Nullable Integer exit, String output, int kept) {
        db.sql("""
                        update cron_run set outcome = ?, ended_at = clock_timestamp(), exit_code = ?, output = ?
                        where job = ? and due = ?""")
                .param(outcome.word())
                .param(exit)
                // Postgres keeps no NUL.
                .param(output.replace("\0", ""))
                .param(job)
                .param(Timestamp.from(due))
                .update();
        db.sql("""
                        delete from cron_run where due < now() - interval '30 days' or (job = :job and due <
                        (select min(due) from (select due from cron_run where job = :job order by due desc limit :kept) latest))""").param("job", job).param("kept", kept).update();
    }

    /** The latest, newest first. */
    List<Run> latest(int most) {
        return read("select * from cron_run order by due desc, job limit ?", most);
    }

    /** The latest of each job, by job. */
    Map<String, Run> latestOfEach() {
        return read("select distinct on (job) * from cron_run order by job, due desc").stream()
                .collect(toMap(Run::job, run -> run));
    }

    private List<Run> read(String sql, Object... parameters) {
        return db.sql(sql)
                .params(parameters)
                .query((row, n) -> new Run(
                        row.getString("job"),
                        row.getTimestamp("due").toInstant(),
                        row.getString("file"),
                        row.getString("command"),
                        row.getString("instance"),
                        Outcome.ofWord(row.getString("outcome")),
                        instant(row.getTimestamp("started_at")),
                        instant(row.getTimestamp("ended_at")),
                        row.getObject("exit_code", Integer.class),
                        row.getString("output")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
