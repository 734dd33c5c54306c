// CloudFront Function (viewer-request): an object store knows files, not folders.
//
// /glossary/ asks for /glossary/index.html; /glossary is sent on to /glossary/ so that relative links hold.
function handler(event) {
    var request = event.request;
    var uri = request.uri;
    var name = uri.substring(uri.lastIndexOf('/') + 1);
    if (name === '') {
        request.uri = uri + 'index.html';
        return request;
    }
    if (name.indexOf('.') === -1) {
        // Only the folder's own name is given as the target: never a host, however the address was written.
        return {
            statusCode: 301,
            statusDescription: 'Moved Permanently',
            headers: { location: { value: './' + name + '/' } },
        };
    }
    return request;
}
