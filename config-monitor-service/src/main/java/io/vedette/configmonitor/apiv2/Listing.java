package io.vedette.configmonitor.apiv2;

import io.vedette.service.problem.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Lists resources of an account by page, order and search. What may be ordered and searched by is named by the resource; anything else is refused. */
@Component
public class Listing {
    private static final Pattern TERM = Pattern.compile("\\(\\s*([A-Za-z_]+)\\s*:([^()]*)\\)");

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
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<E> query = builder.createQuery(shape.entity());
        Root<E> root = query.from(shape.entity());
        List<Predicate> where = new ArrayList<>();
        where.add(shape.visible().apply(builder, root));
        if (page.search() != null) {
            where.addAll(search(builder, root, shape, page.search()));
        }
        query.where(where.toArray(Predicate[]::new));
        String order = page.order() == null ? "_cid" : page.order();
        Path<?> by = path(root, shape, "order", order);
        Path<?> last = root.get("id");
        query.orderBy(
                page.descending() ? builder.desc(by) : builder.asc(by),
                page.descending() ? builder.desc(last) : builder.asc(last));
        return entities.createQuery(query)
                .setFirstResult(page.from())
                .setMaxResults(page.size())
                .getResultList();
    }

    private static <E> List<Predicate> search(CriteriaBuilder builder, Root<E> root, Shape<E> shape, String search) {
        List<Predicate> found = new ArrayList<>();
        Matcher term = TERM.matcher(search);
        while (term.find()) {
            Path<?> path = path(root, shape, "search", term.group(1));
            found.add(like(builder, path, term.group(2).strip()));
        }
        String words = TERM.matcher(search).replaceAll(" ").strip();
        if (!words.isEmpty()) {
            found.add(like(builder, path(root, shape, "search", shape.named()), "*" + words + "*"));
        }
        return found;
    }

    private static Predicate like(CriteriaBuilder builder, Path<?> path, String glob) {
        String pattern = glob.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace("*", "%");
        Expression<String> text = path.getJavaType() == String.class ? path.as(String.class) : path.cast(String.class);
        return builder.like(builder.lower(text), pattern, '\\');
    }

    private static <E> Path<?> path(Root<E> root, Shape<E> shape, String parameter, String field) {
        String attribute = field.equals("_cid") ? "id" : shape.attributes().get(field);
        if (attribute == null) {
            throw Problem.invalid(
                    parameter,
                    "'" + field + "' cannot be used; "
                            + String.join(", ", new TreeSet<>(shape.attributes().keySet())) + " can");
        }
        Path<?> path = root;
        for (String step : attribute.split("\\.", -1)) {
            path = path.get(step);
        }
        return path;
    }
}
