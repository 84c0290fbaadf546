import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Url;

/** Asks once through a client as it was pasted, and gives the status of the answer. */
public final class Ask {
    private interface Api {
        @GET
        Call<ResponseBody> get(@Url String url);
    }

    public static int ask(Object client, String url) throws Exception {
        if (client instanceof OkHttpClient) {
            Request request = new Request.Builder().url(url).build();
            try (Response response = ((OkHttpClient) client).newCall(request).execute()) {
                return response.code();
            }
        }
        if (client instanceof Retrofit) {
            return ((Retrofit) client).create(Api.class).get(url).execute().code();
        }
        Object code = Class.forName("KtorKt").getMethod("ask", Object.class, String.class).invoke(null, client, url);
        return (Integer) code;
    }

    /** Gives the version that OkHttp itself tells; its place has moved twice. */
    public static String version() throws ReflectiveOperationException {
        try {
            return (String) Class.forName("okhttp3.OkHttp").getField("VERSION").get(null);
        } catch (ClassNotFoundException before43) {
            Class<?> old = Class.forName("okhttp3.internal.Version");
            try {
                return (String) old.getField("userAgent").get(null);
            } catch (NoSuchFieldException before4) {
                return (String) old.getMethod("userAgent").invoke(null);
            }
        }
    }

    private Ask() {}
}
