package io.vedette.configmonitor.apiv2;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Lists resources of an account by page, order and search. What may be ordered and searched by is named by the resource; anything else is refused. */
@Component
public class Listing {
    private final EntityManager entities;

    Listing(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * How a kind of resource is listed.
     *
     * @param attributes entity attributes by API field, dots leading into embedded ones
     * @param named field that plain words are looked for in
     * @param visible what of it the account sees
     */
    public record Shape<E>(
            Class<E> entity,
            Map<String, String> attributes,
            String named,
            BiFunction<CriteriaBuilder, Root<E>, Predicate> visible) {

        public Shape {
            attributes = Map.copyOf(attributes);
        }

        /** Of entities that belong to one account. */
        public static <E> Shape<E> ofAccount(
                Class<E> entity, Map<String, String> attributes, String named, long account) {
            return new Shape<>(
                    entity, attributes, named, (builder, root) -> builder.equal(root.get("accountId"), account));
        }
    }

    /**
     * @throws io.vedette.service.problem.ProblemException 400 when order or search names a field that cannot be used so
     */
    public <E> List<E> list(Shape<E> shape, Page page) {
        List<Long> ids = ids(shape, page);
        if (ids.isEmpty()) {
            return List.of();
        }
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<E> query = builder.createQuery(shape.entity());
        Root<E> root = query.from(shape.entity());
        query.where(root.get("id").in(ids));
        PersistenceUnitUtil unit = entities.getEntityManagerFactory().getPersistenceUnitUtil();
        Map<Object, E> found = new HashMap<>();
        entities.createQuery(query).getResultList().forEach(each -> found.put(unit.getIdentifier(each), each));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** First the numbers alone: what is passed over is read from an index, not row by row. */
    private <E> List<Long> ids(Shape<E> shape, Page page) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Long> query = builder.createQuery(Long.class);
        Root<E> root = query.from(shape.entity());
        List<Predicate> where = new ArrayList<>();
        where.add(shape.visible().apply(builder, root));
        for (Term term : page.terms()) {
            where.add(found(builder, root, shape, term));
        }
        String order = page.order() == null ? "_cid" : page.order();
        Path<?> by = path(root, shape, "order", order);
        Path<Long> last = root.get("id");
        query.select(last)
                .where(where.toArray(Predicate[]::new))
                .orderBy(
                        page.descending() ? builder.desc(by) : builder.asc(by),
                        page.descending() ? builder.desc(last) : builder.asc(last));
        return entities.createQuery(query)
                .setFirstResult(page.from())
                .setMaxResults(page.size())
                .getResultList();
    }

    private static <E> Predicate found(CriteriaBuilder builder, Root<E> root, Shape<E> shape, Term term) {
        String field = term.field().isEmpty() ? shape.named() : term.field();
        Path<?> path = path(root, shape, term.parameter(), field);
        Class<?> type = path.getJavaType();
        if (Collection.class.isAssignableFrom(type)) {
            return like(
                    builder,
                    builder.function("format", String.class, builder.literal("%s"), path),
                    "%\"" + term.like() + "\"%");
        }
        if (type == String.class) {
            return like(builder, path.as(String.class), term.like());
        }
        return like(builder, path.cast(String.class), term.byNumber().like());
    }

    private static Predicate like(CriteriaBuilder builder, Expression<String> text, String pattern) {
        return builder.like(builder.lower(text), pattern, '\\');
    }

    private static <E> Path<?> path(Root<E> root, Shape<E> shape, String parameter, String field) {
        String attribute = field.equals("_cid") ? "id" : Term.named(shape.attributes(), parameter, field);
        Path<?> path = root;
        for (String step : attribute.split("\\.", -1)) {
            path = path.get(step);
        }
        return path;
    }
}
