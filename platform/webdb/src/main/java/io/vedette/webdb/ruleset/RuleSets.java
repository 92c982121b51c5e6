package io.vedette.webdb.ruleset;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The rule sets. */
@Transactional(readOnly = true)
public interface RuleSets extends JpaRepository<RuleSet, Long> {

    Optional<RuleSet> findByIdAndAccountId(long id, long accountId);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RuleSet r where r.id = :id and r.accountId = :accountId")
    Optional<RuleSet> findToChange(long id, long accountId);

    /** Numbers of the rule sets that reach a contact group at some severity. */
    @NativeQuery(
            "select id from rule_set where account_id = :accountId and jsonb_path_exists(contact_groups, '$.*[*] ? (@ == $id)', jsonb_build_object('id', :groupId)) order by id")
    List<Long> findReaching(long accountId, long groupId);
}
