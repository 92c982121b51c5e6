# syntax=docker/dockerfile:1
# Every image of the suite, one at a time:
#   docker build --build-arg SERVICE=broker-service --tag ghcr.io/vedette/broker-service:0.1.0 .

FROM eclipse-temurin:25-jdk AS build
ARG SERVICE
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --quiet --projects "${SERVICE:?give --build-arg SERVICE=<module>}" --also-make -DskipTests package \
    && cp "${SERVICE}/target/${SERVICE}.jar" application.jar \
    && java -Djarmode=tools -jar application.jar extract --layers --destination /extracted

FROM eclipse-temurin:25-jre AS runtime
ARG SERVICE
LABEL org.opencontainers.image.title="Vedette ${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/vedette
# What changes least comes first: a new build of ours is a small layer.
COPY --from=build /extracted/dependencies/ ./
COPY --from=build /extracted/spring-boot-loader/ ./
COPY --from=build /extracted/snapshot-dependencies/ ./
COPY --from=build /extracted/application/ ./
COPY helm/java.options ./
# A start that goes as far as it can without its stores, and fails there, still shows which classes to keep ready: half of the start-up.
# What it writes to its home is not for an image.
RUN VEDETTE_HOME=/tmp/home java @java.options -XX:AOTCacheOutput=application.aot -Dspring.context.exit=onRefresh -jar application.jar; \
    rm -rf /tmp/* && test -s application.aot && install --directory --owner=10001 --group=10001 /var/lib/vedette
ENV VEDETTE_HOME=/var/lib/vedette
USER 10001:10001
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=application.aot", "-jar", "application.jar"]
